"""The furniture of a page: the lines by which money boxes, comment systems and menus are known.

Everything here judges one line alone; `sorting` weighs lines by what stands around them. The lines
are listed in `words/furniture.txt` and `words/money.txt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.domain import ApartKind
from dateline.reading.dating import only_a_date
from dateline.reading.money import is_funding, may_be_funding
from dateline.reading.vocabulary import any_of, word_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a line alone shows: its kind; whether that is certain; whether what follows is of its kind too."""

    kind: ApartKind
    certain: bool = True
    opens: bool = False


@lru_cache(maxsize=4096)  # pages say the same again and again, and each line is asked about twice
def mark(text: str) -> Mark | None:
    """What the line `text` is furniture of, or None."""
    if is_funding(text):
        return Mark(kind=ApartKind.FUNDING)
    words = len(text.split())
    if words > _LONGEST or len(text) > _LONGEST_SIGNS:
        return _CAPTION if words <= _LONGEST_CAPTION and _CREDITED.search(text) else None
    line = text.strip(_EDGES).casefold()
    is_sentence = words >= _SENTENCE and text.rstrip().endswith((".", "!", "?"))
    for one, pattern in _SENTENCES if is_sentence else _LINES:
        if pattern.fullmatch(line):
            return one
    if _CAPTION_START.match(text) or _CREDITED.search(text):
        return _CAPTION
    if only_a_date(text) or _BYLINE.fullmatch(text):
        return Mark(kind=ApartKind.NAVIGATION)
    return Mark(kind=ApartKind.FUNDING, certain=False) if may_be_funding(text) else None


def is_credit(text: str) -> bool:
    """Whether the line is a picture's credit and nothing else."""
    return _CREDIT.match(text) is not None


_LONGEST = 14
"""Words of a line that is nothing but furniture. The longest met is a comment form's consent, at 13;
shorter limits lose it, longer ones reach into sentences."""

_LONGEST_SIGNS = 300  # a line of few words and more signs is no line: an address, packed data
_SENTENCE = 6  # words; with a stop behind them they are a sentence, which menus and buttons are not
_LONGEST_CAPTION = 90  # words; the longest of an agency's captions met has 79
_EDGES = " \t·•|»«\u203a\u2039→←↓↑+-–—:.,;#*>_()[]{}\u00a0"
_CAPTION = Mark(kind=ApartKind.CAPTION)

_NETWORK = (  # where readers are asked to share a page
    "share|tweet|pin|print|e-?mail|copy|facebook|twitter|x|whats ?app|telegram|linked ?in|pinterest|reddit"
    "|flipboard|bluesky|instagram|youtube|tumblr|vk|vkontakte|viber|messenger|rss|mastodon|odnoklassniki"
    "|threads|tiktok|odysee|rumble|gab"
)
_NAMES = {
    "network": _NETWORK,
    "sort": "newest|oldest|most voted|most liked|best|hottest|top rated|sort by",
    "reply": "reply|share|report|like|dislike|guest|label|name|e-?mail|website|vote|edit|link|quote|flag"
    "|permalink|copy link",
    "unit": "seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?",
    "count": "an?|\\d+|one|two|three|four|five|six|seven|eight|nine|ten",
    "tongue": "english|العربية|arabic|русский|türkçe|kurdî|français|español|deutsch|فارسی|עברית",
}


def _mark_of(section: str) -> Mark:
    """The mark that a section's name stands for."""
    kind, *marks = section.split()
    return Mark(kind=ApartKind(kind), certain="perhaps" not in marks, opens="opens" in marks)


_SECTIONS = word_lists("furniture", _NAMES)
_LINES = [(_mark_of(section), any_of(lines)) for section, lines in _SECTIONS.items()]
_SENTENCES = [
    (_mark_of(section), any_of(lines)) for section, lines in _SECTIONS.items() if "sentences" in section
]

_CAPTION_START = re.compile(
    r"\s*(?:(?:file )?(?:photo|image|picture|illustration|screenshot|video|map|graphic)s?"
    r"\s*(?:credit|source|by|via|courtesy)?\s*(?::|/|©)"
    r"|(?:illustrative|file|click to see the full-size|featured) (?:image|photo|picture|map)"
    r"|(?:photo|image|picture) (?:by|credit|courtesy|via|source)\b|credits?:|source: [^.]{1,40}$"
    r"|FILE(?: PHOTO)?\s*[-–—:])",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\s*(?:photo(?:graph)? |image |picture )?credits?\s*:", re.IGNORECASE)
_AGENCY = r"AP|AFP|EPA|Reuters|Getty(?: Images)?|Anadolu|TASS|SANA|SIPA|Xinhua|Handout"
_CREDITED = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}\b(?:photo|photograph|image|picture|video grab|screengrab)\b[^()\[\]]{0,60}"
    rf"|(?:{_AGENCY})\s*/[^()\[\]]{{0,60}}|[^()\[\]]{{0,40}}\bvia (?:{_AGENCY})[^()\[\]]{{0,20}}"
    rf"|[^()\[\]]{{0,40}}/\s?(?:{_AGENCY}))[)\]]\s*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\s*(?i:(?:(?:written|reported|posted|published|reporting|writing|editing|edited|translated|translation"
    r"|compiled) )?by"
    r"|author|reporter|editor|correspondent)\s*:?\s+"
    r"(?:[A-Z][\w.'’-]*|and|&|,|al-\w+)(?:[\s,]+(?:[A-Z][\w.'’-]*|and|&|al-\w+)){0,6}(?:\s*[|–—-].{0,40})?\s*"
)
