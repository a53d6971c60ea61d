"""Money: the sentences and lines in which a page asks its readers for it."""

from __future__ import annotations

import re

from dateline.reading.vocabulary import any_of, word_lists


def is_funding(text: str) -> bool:
    """Whether a sentence of `text` asks for money, says where to send it, or how much has come."""
    return any(_asks(sentence) for sentence in _sentences(text))


def may_be_funding(line: str) -> bool:
    """Whether a line may belong to a money box: amounts only, or "Support" and a name."""
    return (
        _AMOUNTS.fullmatch(line.strip(" :.,;*-")) is not None
        or _SUPPORT_NAME.fullmatch(line.strip()) is not None
    )


def without_appeal(text: str) -> list[tuple[str, bool]]:
    """`text` in stretches of whole sentences, each with whether it asks for money.

    An appeal goes from its first sentence to its last and takes in the sentences beside it in
    which the page talks to its reader; if it is most of the paragraph, it takes in all of it.
    """
    parts = _sentences(text)
    asking = [at for at, sentence in enumerate(parts) if _asks(sentence)]
    if not asking:
        return [(text, False)]
    first, last = asking[0], asking[-1]
    while first > 0 and speaks_to_reader(parts[first - 1]):
        first -= 1
    while last + 1 < len(parts) and speaks_to_reader(parts[last + 1]):
        last += 1
    if len(" ".join(parts[first : last + 1])) * 2 > len(text):
        return [(text, True)]
    stretches = ((parts[:first], False), (parts[first : last + 1], True), (parts[last + 1 :], False))
    return [(" ".join(stretch), asks) for stretch, asks in stretches if stretch]


def speaks_to_reader(text: str) -> bool:
    """Whether `text` is the page talking to its reader, outside of any quotation: "If so, we have a request".

    A report hardly ever says "you" or "we" but in quotations; still, only beside an appeal is this proof.
    """
    said = _QUOTED.sub(" ", text)
    if _ADDRESSING.search(said):
        return True
    return len(_US.findall(said)) >= (1 if len(text.split()) <= _FEW_WORDS else 2)


_FEW_WORDS = 14
"""Words of a line in a money box. Longer ones are sentences, which need more proof: of the 405 plain
reports of the corpus two were parted at this limit, and both hold an appeal."""

_LOOKED_AT = 5000  # signs; a longer sentence is packed data
_NAMES = {
    "often": "one-time|monthly|recurring|regular",
    "behind": r"(?:\s+(?:now|here|today|us|via|by|with|through|on|to|monthly|once|page|using|for)\b.*)?\W*",
}
_LISTS = word_lists("money", _NAMES)
_COIN = "|".join(_LISTS["coin"])
_CHANNEL = "|".join(_LISTS["channel"]).replace("<coin>", _COIN)


def _pattern(section: str) -> re.Pattern[str]:
    return any_of(
        pattern.replace("<coin>", _COIN).replace("<channel>", _CHANNEL) for pattern in _LISTS[section]
    )


_WALLET = _pattern("wallet")
_LABEL = _pattern("label")
_APPEAL = _pattern("appeal")
_GIVING = _pattern("giving")
_ADDRESSING = _pattern("addressing")
_LINE = _pattern("line")
_US = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_SENTENCE_EDGE = re.compile(r"(?<=[.!?]) (?=[A-Z“\"'‘(])|(?<=[.!?][\"”’]) (?=[A-Z“\"'‘(])")
_STOP = re.compile(r"[.!?][\"”’)]*\s*$")
_SUPPORT_NAME = re.compile(r"(?i:support)(?: the)?(?: [A-Z][\w.'’&-]*){1,4}")
_AMOUNT = r"[$€£₽]?\s?\d[\d.,]*\s?(?:[$€£₽%]|usd|eur|gbp|k)?"
_AMOUNTS = re.compile(rf"{_AMOUNT}(?:(?:\s*[/|·–-]\s*|\s){_AMOUNT}){{0,7}}", re.IGNORECASE)


def _asks(text: str) -> bool:
    text = text[:_LOOKED_AT]
    few_words = len(text.split()) <= _FEW_WORDS
    labelled = _LABEL.search(text) is not None
    has_wallet = _WALLET.search(text) is not None
    text = _QUOTED.sub(" ", text)
    a_button = few_words and not _STOP.search(text)
    if (few_words and (labelled or _LINE.search(text))) or (a_button and has_wallet):
        return True
    if labelled and has_wallet:
        return True
    if not _APPEAL.search(text):
        return False
    gives = _GIVING.search(text) is not None and (a_button or _ADDRESSING.search(text) is not None)
    return labelled or has_wallet or gives


def _sentences(text: str) -> list[str]:
    """The sentences of a paragraph, by their stops; good enough to part an appeal from a report."""
    return _SENTENCE_EDGE.split(text)
