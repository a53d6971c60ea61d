"""Where sentences begin and end in a report's text."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "brig",
        "adm",
        "cmdr",
        "sen",
        "rep",
        "gov",
        "pres",
        "st",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "no",
        "vs",
        "etc",
        "al",
        "u.s",
        "u.n",
        "u.k",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "approx",
        "dept",
        "est",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "rev",
        "hon",
        "km",
    ]
)
# A full stop, question or exclamation mark with the quotes or brackets that close after it.
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n|\n")
_LAST_WORD = re.compile(r"([^\s(\"“‘']+)$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of `text`, in order, without the white space between them.

    A line break ends a sentence; a stop after an abbreviation, an initial, or before a small letter does not.

    >>> [ "He met Gen. Salam.  Two died."[a:b] for a, b in sentence_spans("He met Gen. Salam.  Two died.") ]
    ['He met Gen. Salam.', 'Two died.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.start() < start or not (match.group().startswith("\n") or _ends(text, match)):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _ends(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 40].lstrip()
    if not following:
        return True
    if match.group()[0] != ".":
        return not following[0].islower()
    word = _LAST_WORD.search(text[max(0, match.start() - 20) : match.start()])
    last = word.group(1).lower() if word else ""
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return False
    # All-lower-case wires (MUC) have no capitals to go by: there two spaces tell.
    return not following[0].islower() or text[match.end() : match.end() + 2] == "  "


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    if body:
        spans.append((start + lead, start + lead + len(body)))
