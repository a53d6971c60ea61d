"""A chat model behind any server that speaks OpenAI's chat completions, over HTTP."""

from dateline.adapters.llm.budget import Budget
from dateline.adapters.llm.endpoint import ChatEndpoint
from dateline.adapters.llm.key import Key
from dateline.adapters.llm.settings import load_engine

__all__ = ["Budget", "ChatEndpoint", "Key", "load_engine"]
