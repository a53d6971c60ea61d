"""The LLM engine: any chat model codes a report, and only what stands in the report's words is kept."""

from dateline.coding.llm.chat import Chat, Message
from dateline.coding.llm.engine import LlmEngine

__all__ = ["Chat", "LlmEngine", "Message"]
