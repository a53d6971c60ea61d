"""A mail server for tests: it takes mail, or does what a test has it do to some.

EMAIL_BACKEND = "tests.web.press.post.Post"; what it took is in `django.core.mail.outbox`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.core.mail.backends.filebased import EmailBackend as ToFiles
from django.core.mail.backends.locmem import EmailBackend as ToMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from django.core.mail import EmailMessage


class Post(ToMemory):
    """Takes mail into memory. `script` is asked before each, and raises what smtplib would."""

    script: Callable[[EmailMessage], None] | None = None
    reached: Callable[[], None] | None = None

    def open(self) -> bool:
        """Connect."""
        if Post.reached:
            Post.reached()
        return True

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Take mail."""
        for message in messages:
            if Post.script:
                Post.script(message)
        return super().send_messages(messages)


class Falling(ToFiles):
    """Takes mail into files; at "falls@example.org" the whole process falls, before the mail is written.

    Nothing is tidied up, as if the machine had lost its power.
    """

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Take mail, or fall."""
        for message in messages:
            if message.to == ["falls@example.org"]:
                os._exit(70)
        sent: Any = super().send_messages(messages)
        return int(sent or 0)


def delivered(folder: Path) -> list[str]:
    """The addresses to which mail in a folder went, each as often as it got one."""
    lines = (line for path in folder.iterdir() for line in path.read_text(encoding="utf-8").splitlines())
    return sorted(line.removeprefix("To: ") for line in lines if line.startswith("To: "))
