"""The port to a chat model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One turn of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


class Chat(Protocol):
    """A chat model, wherever it runs."""

    @property
    def model(self) -> str:
        """The model's name; it stands in each coding as the engine "llm/<model>"."""
        ...

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any], *, expected: int) -> str:
        """What the model writes after `messages`.

        Args:
            messages: The conversation so far.
            schema: The JSON Schema that the reply should keep. A chat that can hold the model to it
                does; nobody relies on it.
            expected: How many characters the reply is likely to have, for the estimate of its cost.

        Raises:
            EngineUnavailable: No further report can be coded: the subclass says why.
            ModelFailed: The model gives no answer to this conversation.
        """
        ...
