"""Plain text to a draft: a plain report, or the dump of a whole page with everything that was on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.domain import ApartKind
from dateline.reading.blocks import Block, key
from dateline.reading.cleaning import clean
from dateline.reading.dating import address_date, date_on_page, headline_date
from dateline.reading.draft import Draft
from dateline.reading.furniture import is_credit, mark
from dateline.reading.sorting import parted, sort
from dateline.reading.walls import refuse_wall
from dateline.reading.wrapping import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def draft_of_text(text: str, *, url: str | None = None) -> Draft:
    """The draft of a plain text."""
    return draft_of_paragraphs(paragraphs(clean(text)), url=url)


def draft_of_paragraphs(
    lines: Sequence[str], *, url: str | None = None, title: str | None = None, made: date | None = None
) -> Draft:
    """The draft of a text in paragraphs.

    `title` is known from elsewhere and goes before the headline; `made` is the day on which the
    file was made, for a text that bears none itself.
    """
    blocks = [part for line in lines for part in _parts(line)]
    at = _place_of_headline(blocks, url)
    headline = blocks[at].text if at is not None else None
    title = title or headline
    same = {key(one) for one in (title, headline) if one}
    blocks = [block for block in blocks if key(block.text) not in same]
    kinds = sort(blocks)
    draft = Draft(
        blocks=blocks,
        kinds=kinds,
        title=title,
        author=next(filter(None, (_author(block.text) for block in blocks)), None),
        published=_published(title, blocks, kinds, url) or made,
        url=url,
    )
    refuse_wall(text=draft.text, page="\n".join(block.text for block in blocks), about=url or title or "")
    return draft


_BULLET = re.compile(r"[•·▪●◦‣∙*–-]\s|\d{1,2}[.)]\s")
_LEAST_TITLE = 4  # words; "War Report" with its day has four, menus' words one to three
_MOST_TITLE = 30  # as blocks.LONG
_LEAD = 3  # paragraphs whose words a headline draws on
_LEAST_SHARED = 2  # words; one is shared by chance ("Syria")
_STEM = 4  # letters
_FLAT = (
    300  # characters on a single line from which a text without a break may be a page with its breaks lost
)
_FLAT_NEIGHBOURS = re.compile(r"(?<=\S )(?=(?:Prev|Previous|Next) Post )")
_FLAT_COMMENTS = re.compile(
    r"(?<=\S )(?=Notify of |Inline Feedbacks? |View all comments |Leave a Reply |Subscribe Notify of )"
)


def _parts(line: str) -> list[Block]:
    """A paragraph as one block, or as several where it holds report and furniture on one line."""
    line, *comments = _FLAT_COMMENTS.split(line, maxsplit=1) if len(line) >= _FLAT else [line]
    line, *neighbours = _FLAT_NEIGHBOURS.split(line, maxsplit=1) if len(line) >= _FLAT else [line]
    return [
        *parted(_block(line.strip())),
        *(Block(text=one.strip(), kind=ApartKind.RELATED) for one in neighbours),
        *(Block(text=one.strip(), kind=ApartKind.COMMENTS) for one in comments),
    ]


def _block(line: str) -> Block:
    return Block(text=line, item=_BULLET.match(line) is not None)


def _place_of_headline(blocks: Sequence[Block], url: str | None) -> int | None:
    """The headline stands before the report's first sentences and says in short what they say.

    A dated one is certain. Of the others it is the one that shares most words with the sentences
    and with the page's address, counting against it the words that it does not share; the nearest
    of equals.
    """
    candidates, sentences = _before_the_report(blocks)
    dated = [at for at in candidates if headline_date(blocks[at].text)]
    if dated:
        return dated[-1]
    said = _content_words(" ".join(sentences))
    addressed = _content_words(urlsplit(url or "").path.replace("-", " ").replace("_", " "))
    best, place = 0, None
    for at in candidates:
        words = _content_words(blocks[at].text)
        shared = len(words & said) + len(words & addressed)
        score = 2 * shared - len(words)
        if blocks[at].words >= _LEAST_TITLE and score >= best and shared >= _LEAST_SHARED:
            best, place = score, at
    if place is None and candidates[:1] == [0] and blocks[0].words >= _LEAST_TITLE:
        return 0  # the first line of all, though in other words
    return place


def _before_the_report(blocks: Sequence[Block]) -> tuple[list[int], list[str]]:
    """The places of what may be a headline, and the first sentences behind them."""
    candidates: list[int] = []
    sentences: list[str] = []
    neighbours = False
    for at, block in enumerate(blocks):
        one = mark(block.text)
        if block.kind is not None:
            continue
        if one is None and block.is_prose:
            sentences.append(block.text)
            if len(sentences) == _LEAD:
                break
        elif sentences:
            continue
        elif one is not None:
            neighbours = neighbours or (one.kind is ApartKind.RELATED and one.opens)
        elif not neighbours and _may_be_headline(block) and not _is_captions(blocks, at):
            candidates.append(at)
    return (candidates if sentences else []), sentences


def _may_be_headline(block: Block) -> bool:
    return not block.item and block.words <= _MOST_TITLE and not _ENDS_AS_SENTENCE.search(block.text)


def _is_captions(blocks: Sequence[Block], at: int) -> bool:
    """Whether a picture's credit stands below."""
    return at + 1 < len(blocks) and is_credit(blocks[at + 1].text)


def _content_words(text: str) -> set[str]:
    """The words' first letters: headlines have "shell" where the sentence has "shelled"."""
    return {
        word[:_STEM].casefold() for word in re.findall(r"\w+", text) if len(word) >= _STEM or word.isupper()
    }


_ENDS_AS_SENTENCE = re.compile(r"[.;:،,]\s*$")
_BYLINE = re.compile(
    r"(?i:(?:(?:written|reported|posted|published|reporting|writing) )?by|author)\s*:?\s+"
    r"(?P<name>[A-Z][^|–—\d]{2,60}?)\s*(?:[|–—\d].*)?"
)


def _author(line: str) -> str | None:
    one = mark(line)
    if one is None or one.kind is not ApartKind.NAVIGATION:
        return None
    found = _BYLINE.fullmatch(line)
    return found["name"] if found else None


def _published(
    title: str | None, blocks: Sequence[Block], kinds: Sequence[ApartKind | None], url: str | None
) -> date | None:
    return (
        (headline_date(title) if title else None)
        or (address_date(url) if url else None)
        or date_on_page(blocks, kinds)
    )
