"""Sorting a page's blocks: which are the report, and what the others are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.domain import ApartKind
from dateline.reading.blocks import key
from dateline.reading.furniture import is_credit, mark
from dateline.reading.money import speaks_to_reader, without_appeal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.blocks import Block
    from dateline.reading.furniture import Mark

Kinds = list[ApartKind | None]
"""One for each block: what it is, None for the report."""


def sort(blocks: Sequence[Block], *, edges: bool = True) -> Kinds:
    """What each block is. None: the report.

    A block keeps the kind that its markup gave it. The others are sorted by what their lines show
    and by what stands around them, in steps that each add kinds and take none away:

    1. lines that are furniture beyond doubt;
    2. from the head of a comment system to the end: comments;
    3. behind "Related news", "Next post": the titles that follow;
    4. between two lines of a money box: the figures and labels in it;
    5. where the page shows furniture at all, what is repeated and, with `edges`, the menus before the
       report and the rest behind it (not asked for where the article has been cut out already).

    A text in which no line is furniture, a plain report, comes out whole.
    """
    marks = [mark(block.text) for block in blocks]
    kinds: Kinds = [_first_kind(block, one) for block, one in zip(blocks, marks, strict=True)]
    _sort_credited(blocks, kinds)
    _sort_comments(blocks, marks, kinds)
    _sort_related(blocks, marks, kinds)
    _sort_money(blocks, marks, kinds)
    whole_page = _is_whole_page(marks)
    if edges and _sort_titles_at_end(blocks, kinds):
        whole_page = True
    if whole_page and edges:
        _sort_edges(blocks, marks, kinds)
    if whole_page:
        _sort_repeats(blocks, kinds)
    _sort_bare_headings(blocks, kinds, labels=whole_page and not edges)
    return kinds


def parted(block: Block) -> list[Block]:
    """A paragraph of the report parted from the appeal for money that stands in it."""
    if block.kind is not None:
        return [block]
    return [
        replace(block, text=text, kind=ApartKind.FUNDING if asks else None)
        for text, asks in without_appeal(block.text)
    ]


_CERTAIN = 2  # weight of a line that is furniture beyond doubt; of one that may be, 1
_FURNITURE_OF_A_PAGE = 3
"""Weight of the lines that make a text the dump of a page. One certain line ("Photo: …", a date) also stands
in plain reports."""

_PROOF_WITHIN = 12  # blocks behind "Comments" in which a comment system shows itself, form and first comment
_PROOF_OF_COMMENTS = 2  # such lines; one ("Reply", "1 day ago") can be chance
_READER_NAME = 4  # words
_MONEY_GAP = 3  # blocks between two money lines that belong to them: a label, a figure, a "how to"
_LONGEST_APPEAL = 80  # words; the paragraphs of appeals met have 8 to 60
_SHORT = 12  # words; labels, figures and names in a money box have fewer
_REPEATED = 3  # the same line three times is a button, a badge or a warning, never a sentence
_LABEL = 6  # words; on the pages looked at, boxes of facts have labels and values of one to six
_LEADS_IN = 7  # the level of a line that ends with a colon: below every heading
_TITLES = 3  # in a row at the end, from which they are neighbours without a head
_TITLES_MEAN = (
    8.5  # words; lists of victims met (name, age) have a mean of 4 to 7.4, lists of titles 9.5 to 17
)
_LONGEST_TITLE = 30  # words; as blocks._LONG
_TITLE = 4  # words from which a line behind the report is a neighbour's title, below it a menu's word


def _first_kind(block: Block, one: Mark | None) -> ApartKind | None:
    certain = one.kind if one and one.certain else None
    if certain is ApartKind.FUNDING and block.kind is not ApartKind.COMMENTS:
        return certain  # a button that asks for money, in a menu
    return block.kind or certain


def _is_whole_page(marks: Sequence[Mark | None]) -> bool:
    found = [one for one in marks if one is not None]
    weight = sum(_CERTAIN if one.certain else 1 for one in found)
    return weight >= _FURNITURE_OF_A_PAGE or any(one.certain and one.opens for one in found)


def _sort_comments(blocks: Sequence[Block], marks: Sequence[Mark | None], kinds: Kinds) -> None:
    start = _start_of_comments(blocks, marks, kinds)
    if start is None:
        return
    for at in range(start, len(blocks)):
        if kinds[at] is None:
            kinds[at] = ApartKind.COMMENTS


def _start_of_comments(blocks: Sequence[Block], marks: Sequence[Mark | None], kinds: Kinds) -> int | None:
    """Where the comment system begins: behind the report, at a head that is certain or proven."""
    report_before = False
    for at, one in enumerate(marks):
        report_before = report_before or (kinds[at] is None and blocks[at].is_prose)
        if not report_before or one is None or one.kind is not ApartKind.COMMENTS:
            continue
        if one.opens and (one.certain or _proven(marks, at)):
            return at
        if not one.opens and _proven(marks, at):
            return _with_name_of_first(blocks, kinds, at)
    return None


def _proven(marks: Sequence[Mark | None], at: int) -> bool:
    behind = marks[at + 1 : at + 1 + _PROOF_WITHIN]
    return sum(one is not None and one.kind is ApartKind.COMMENTS for one in behind) >= _PROOF_OF_COMMENTS


def _with_name_of_first(blocks: Sequence[Block], kinds: Kinds, at: int) -> int:
    """The place of the name above the first comment ("A reader / 3 years ago / Words")."""
    before = at - 1
    is_name = before > 0 and kinds[before] is None and blocks[before].words <= _READER_NAME
    return before if is_name and not blocks[before].is_prose else at


def _sort_credited(blocks: Sequence[Block], kinds: Kinds) -> None:
    """The words above a picture's credit are its caption, where they end without a stop."""
    for at, block in enumerate(blocks[1:], start=1):
        above = blocks[at - 1]
        credit = kinds[at] is ApartKind.CAPTION and is_credit(block.text)
        if (
            credit
            and kinds[at - 1] is None
            and not above.heading
            and not above.goes_on
            and above.words <= _LONGEST_TITLE
        ):
            kinds[at - 1] = ApartKind.CAPTION


def _sort_related(blocks: Sequence[Block], marks: Sequence[Mark | None], kinds: Kinds) -> None:
    """Behind a head of related news the titles that follow, up to the next sentence of the report."""
    open_ = False
    for at, (block, one) in enumerate(zip(blocks, marks, strict=True)):
        if one and one.kind is ApartKind.RELATED and one.opens:
            open_ = True
        elif block.is_prose:
            open_ = False
        elif open_ and kinds[at] is None:
            kinds[at] = ApartKind.RELATED


def _sort_money(blocks: Sequence[Block], marks: Sequence[Mark | None], kinds: Kinds) -> None:
    _sort_appeal(blocks, kinds)
    certain = [at for at, kind in enumerate(kinds) if kind is ApartKind.FUNDING]
    near = {at + step for at in certain for step in range(-_MONEY_GAP, _MONEY_GAP + 1)}
    figures = [bool(one and one.kind is ApartKind.FUNDING and not one.certain) for one in marks]
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for at in order:  # figures on lines of their own, beside the box or beside such figures
            if figures[at] and kinds[at] in (None, ApartKind.NAVIGATION) and at in near:
                kinds[at] = ApartKind.FUNDING
                near |= {at - 1, at + 1}
    money = [at for at, kind in enumerate(kinds) if kind is ApartKind.FUNDING]
    for first, second in pairwise(money):
        between = range(first + 1, second)
        if len(between) <= _MONEY_GAP and all(blocks[at].words <= _SHORT for at in between):
            _fill(kinds, between, ApartKind.FUNDING)
    for at in money:  # the heading of a money box, whatever its frame is called
        if at and blocks[at - 1].heading and kinds[at - 1] in (ApartKind.RELATED, ApartKind.NAVIGATION):
            kinds[at - 1] = ApartKind.FUNDING


def _sort_appeal(blocks: Sequence[Block], kinds: Kinds) -> None:
    """Beside a paragraph that asks for money, those in which the page goes on talking to its reader."""
    for order in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        for at in order:
            neighbour = at - order.step
            if kinds[at] is None and kinds[neighbour] is ApartKind.FUNDING and _goes_on_asking(blocks[at]):
                kinds[at] = ApartKind.FUNDING


def _goes_on_asking(block: Block) -> bool:
    return block.words <= _LONGEST_APPEAL and speaks_to_reader(block.text)


def _fill(kinds: Kinds, places: range, kind: ApartKind) -> None:
    for at in places:
        if kinds[at] is None:
            kinds[at] = kind


def _sort_titles_at_end(blocks: Sequence[Block], kinds: Kinds) -> bool:
    """Titles of other reports that stand behind the last sentence without a head; whether there are any."""
    start = len(blocks)
    while start > 0 and (kinds[start - 1] is not None or _may_be_title(blocks[start - 1])):
        start -= 1
    titles = [at for at in range(start, len(blocks)) if kinds[at] is None]
    leads_in = start > 0 and blocks[start - 1].text.endswith(":")
    if (
        start == 0
        or leads_in
        or len(titles) < _TITLES
        or sum(blocks[at].words for at in titles) < _TITLES_MEAN * len(titles)
    ):
        return False
    for at in titles:
        kinds[at] = ApartKind.RELATED
    return True


def _may_be_title(block: Block) -> bool:
    return not block.goes_on and not block.is_prose and block.words <= _LONGEST_TITLE


def _sort_edges(blocks: Sequence[Block], marks: Sequence[Mark | None], kinds: Kinds) -> None:
    """Before the first and behind the last sentence of the report stand menus, dates, names, neighbours."""
    report = [at for at, block in enumerate(blocks) if kinds[at] is None and block.is_prose]
    if not report:
        return
    first, last = report[0], report[-1]
    listed = False  # behind a colon a list may follow, in lines that are no sentences
    while last + 1 < len(blocks) and kinds[last + 1] is None:
        listed = listed or (blocks[last].text.endswith(":") and not blocks[last + 1].item)
        if not (
            blocks[last + 1].goes_on
            or (listed and marks[last + 1] is None and blocks[last + 1].words <= _SHORT)
        ):
            break
        last += 1
    _fill(kinds, range(first), ApartKind.NAVIGATION)
    for at in range(last + 1, len(blocks)):
        title = blocks[at].words >= _TITLE
        _fill(kinds, range(at, at + 1), ApartKind.RELATED if title else ApartKind.NAVIGATION)
    for at in range(first, last):
        one = marks[at]
        if kinds[at] is None and one and not blocks[at].heading and not blocks[at].item:
            kinds[at] = one.kind


def _sort_repeats(blocks: Sequence[Block], kinds: Kinds) -> None:
    keys = [key(block.text) for block in blocks]
    often = {one for one, times in Counter(keys).items() if times >= _REPEATED}
    seen: set[str] = set()
    for at, one in enumerate(keys):
        if kinds[at] is not None:
            continue
        if (one in often and not blocks[at].is_prose) or (one in seen and blocks[at].is_prose):
            kinds[at] = ApartKind.NAVIGATION
        seen.add(one)


def _sort_bare_headings(blocks: Sequence[Block], kinds: Kinds, *, labels: bool) -> None:
    """A heading, or a line that leads in with a colon, goes with its section where all of that was set apart.

    With `labels`, any few words that are no sentence count as the heading of what follows: so a
    box of facts ("Strike type / Airstrike / Civilians injured / 2") goes, label by label.
    """
    filled = [False] * (
        _LEADS_IN + 1
    )  # for each level: does report stand below, before a heading of that level or above?
    follows = ApartKind.NAVIGATION
    for at in range(len(blocks) - 1, -1, -1):
        level = blocks[at].heading or (_LEADS_IN if _leads_in(blocks[at], labels=labels) else 0)
        if level:
            if kinds[at] is None and not filled[level]:
                kinds[at] = follows
            filled[level:] = [False] * (_LEADS_IN + 1 - level)
        elif kinds[at] is None:
            filled = [True] * (_LEADS_IN + 1)
        follows = kinds[at] or ApartKind.NAVIGATION


def _leads_in(block: Block, *, labels: bool) -> bool:
    if block.text.endswith(":"):
        return block.words <= _SHORT
    return labels and block.words <= _LABEL and not block.goes_on
