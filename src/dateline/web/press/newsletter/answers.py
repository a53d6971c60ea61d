"""Answers of a mail server, by what they mean for the mail in hand."""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Outcome(Enum):
    """What has become of a mail."""

    TAKEN = auto()
    REFUSED = auto()  # it will never be taken
    LATER = auto()  # it was not taken, and may be another time
    NOBODY_HEARD = auto()  # the server did not come as far as to look at it: it is not the mail's fault
    UNKNOWN = auto()  # the connection broke off: it may have been taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What has become of a mail, and the server's words where it was not taken."""

    outcome: Outcome
    words: str = ""


def answer_to(send: Callable[[], object]) -> Answer:
    """Send a mail over an open connection, or open one, and tell what has become of it."""
    try:
        send()
    except (OSError, ValueError) as error:  # smtplib's errors are all of OSError
        return _of(error)
    return Answer(outcome=Outcome.TAKEN)


def _of(error: OSError | ValueError) -> Answer:
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _refused(*_first(error.recipients))
        case smtplib.SMTPDataError():
            return _refused(error.smtp_code, error.smtp_error)
        case smtplib.SMTPSenderRefused() | smtplib.SMTPHeloError():
            return Answer(outcome=Outcome.NOBODY_HEARD, words=_words(error.smtp_code, error.smtp_error))
        case smtplib.SMTPNotSupportedError() | ValueError():  # an address that cannot be written so
            return Answer(
                outcome=Outcome.REFUSED, words=without_addresses(str(error)) or type(error).__name__
            )
        case _:
            return Answer(
                outcome=Outcome.UNKNOWN, words=without_addresses(str(error)) or type(error).__name__
            )


def _first(recipients: Mapping[str, tuple[int, bytes | str]]) -> tuple[int, bytes | str]:
    """The answer for the one who was to get it: each mail goes to one."""
    return next(iter(recipients.values()), (0, ""))


def _refused(code: int, words: bytes | str) -> Answer:
    passing = 400 <= code < 500  # noqa: PLR2004 -- RFC 5321, 4.2.1: 4yz may be asked again
    return Answer(outcome=Outcome.LATER if passing else Outcome.REFUSED, words=_words(code, words))


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return without_addresses(f"{code} {text}".strip())


def without_addresses(words: str) -> str:
    """What a server said, without the addresses that servers like to repeat: these are shown to nobody."""
    return _ADDRESS.sub("…", words)[:200]


_ADDRESS = re.compile(r"<?[^\s<>:;,\"'()]+@[^\s<>:;,\"'()]+>?")
