"""Drafts of briefings to be read by an editor: `python -m bench.drafts CODINGS… OUT`.

The reports are linked; the incidents of a land and a week, or of a month where its weeks hold too few, are
drafted as a briefing, as if an editor had chosen all of them. OUT gets the drafts as Markdown, each
paragraph with the words that its markers lead to, so that it can be read against them. Weeks are told apart
as odd and even: what is mended on the one half is counted on the other.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import click

from bench.lines import IN, OUT
from dateline.adapters.lookups import load_lookups
from dateline.domain import Fact, Stance
from dateline.exporting.briefing import Material, cites_of, compose
from dateline.exporting.incidents.accounts import tell_incident
from dateline.exporting.interchange import from_dict
from dateline.exporting.meaning import country_name
from dateline.linking import RegisterSources
from dateline.pipeline import asides_of, incidents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from uuid import UUID

    from dateline.domain import Coding, EventRef, Examined
    from dateline.exporting.briefing import Cites, Draft

LEAST, MOST = 5, 30  # incidents of a briefing
_WEEK = 7
_ACCUSING = re.compile(r"\b(?:accus|charg|no answer|tells of it in their own name|not heard|contested)")
_MARK = re.compile(r"\[\^(c\d+)\]")
_SENTENCE = re.compile(r".+?[.!?]”?(?:\[\^c\d+\])+(?= |$)|.+$")


def materials_of(codings: Mapping[str, Coding]) -> list[Material]:
    """The incidents of some reports, ready to be drafted."""
    sources = RegisterSources(register=load_lookups().register)
    told = incidents_of(codings.values(), sources=sources)
    return [_material(one, codings) for one in told if _holds(one)]


def briefings(materials: Iterable[Material]) -> Iterator[tuple[str, date, date, list[Material]]]:
    """The land, the days and the incidents of each briefing."""
    by_land: dict[str, dict[date, list[Material]]] = defaultdict(lambda: defaultdict(list))
    for one in materials:
        incident = one.told.incident
        if incident.date and incident.place and (incident.date.end - incident.date.start).days < _WEEK:
            monday = incident.date.start - timedelta(days=incident.date.start.weekday())
            by_land[country_name(incident.place.place.country)][monday].append(one)
    for land, weeks in sorted(by_land.items()):
        few: dict[date, list[Material]] = defaultdict(list)
        for monday, some in sorted(weeks.items()):
            if len(some) >= LEAST:
                yield land, monday, monday + timedelta(days=_WEEK - 1), some[:MOST]
            else:
                few[monday.replace(day=1)] += some
        for first, some in sorted(few.items()):
            if len(some) >= LEAST:
                last = max(day.end for one in some if (day := one.told.incident.date))
                yield land, first, last, some[:MOST]


def is_odd(day: date) -> bool:
    """Whether a day is in a week of odd number."""
    return day.isocalendar().week % 2 == 1


def paragraphs(draft: Draft) -> list[list[str]]:
    """The sentences of each paragraph, with their markers; a heading is a paragraph of its own."""
    return [
        [sentence.strip() for sentence in _SENTENCE.findall(block)]
        for block in draft.body.strip().split("\n\n")
    ]


def page(land: str, draft: Draft, numbers: Iterator[int], drawn: set[UUID]) -> Iterator[str]:
    """A draft in lines: each sentence with a number, and beneath its paragraph what its markers lead to.

    Of paragraphs on incidents only those on `drawn` ones.
    """
    cites = {one.label: one for one in draft.cites}
    yield f"# {land}: {draft.headline}"
    yield f"*{draft.standfirst}*"
    for sentences in paragraphs(draft):
        yield ""
        if sentences[0].startswith("#"):
            yield sentences[0]
            continue
        labels: dict[str, None] = {}
        told = {cites[label].incident for sentence in sentences for label in _MARK.findall(sentence)}
        if not told & drawn:
            continue
        for sentence in sentences:
            labels |= dict.fromkeys(_MARK.findall(sentence))
            yield f"{next(numbers)}. {_MARK.sub('', sentence)}"
        yield from sorted({f"    > {_cited(cites[label])}" for label in labels})
    yield ""


def breaches(draft: Draft, materials: Sequence[Material]) -> Counter[str]:
    """What a draft must never do and does: sentences without a claim, quotes that are none, words left out.

    Each accuser's and denier's words must be cited, and what is accused be told as such.
    """
    cites = {one.label: one for one in draft.cites}
    found: Counter[str] = Counter()
    for sentence in (one for some in paragraphs(draft) for one in some if not one.startswith("#")):
        labels = _MARK.findall(sentence)
        said = _plain(_MARK.sub("", sentence))
        quotes = [_plain(cites[label].quote) for label in labels]
        inside = [_plain(one.strip(" …,.")) for one in re.findall(r"“([^”]+)”", sentence)]
        found["sentences without a claim"] += not labels
        found["quotes that stand in no claim cited"] += sum(
            not any(one.strip("'.,") in quote for quote in quotes) for one in inside
        )
        only_accused = bool(labels) and all(cites[one].stance is Stance.ACCUSES for one in labels)
        found["accusations told as facts"] += only_accused and not _ACCUSING.search(said)
    cited = {(one.incident, one.report, one.who, one.stance) for one in draft.cites}
    for one in cites_of(materials):
        disputed = one.stance in {Stance.ACCUSES, Stance.DENIES} and one.fact in {Fact.TYPE, Fact.AGENT}
        found["accusers and deniers left out"] += (
            disputed and (one.incident, one.report, one.who, one.stance) not in cited
        )
    return +found


def _plain(words: str) -> str:
    """Words without the signs in which a draft and its report may differ: marks, escapes, capitals."""
    return re.sub(r"[“”\"‘’]", "'", " ".join(words.replace("\\", "").split())).casefold()


def draw(materials: Sequence[Material], number: int | None, skip: int = 0) -> set[UUID]:
    """The keys of so many incidents, of all without a number: the same ones whatever drafts say of them."""
    by_chance = sorted(materials, key=lambda one: blake2b(repr(_first(one)).encode()).digest())
    return {one.key for one in by_chance[skip : skip + number if number else None]}


def _first(one: Material) -> EventRef:
    return min(one.told.incident.events, key=lambda event: (event.report, event.event))


def _cited(one: Cites) -> str:
    through = f" through {one.through}" if one.through else ""
    stance = "" if one.stance is Stance.ASSERTS else f" {one.stance.value}"
    return f"{one.report} {one.who}{through}{stance}: {' '.join(one.quote.split())}"


def _material(one: Examined, codings: Mapping[str, Coding]) -> Material:
    asides = asides_of(one.incident.tellings, codings)
    return Material(key=uuid5(NAMESPACE_URL, one.incident.id), told=tell_incident(one), asides=asides)


def _holds(one: Examined) -> bool:
    """Whether an editor would choose it: it tells more than that something happened."""
    facts = {telling.fact for telling in one.incident.tellings}
    return len(facts - {Fact.TYPE, Fact.DATE, Fact.PLACE}) > 0


@click.command()
@click.argument("codings", nargs=-1, required=True, type=IN)
@click.argument("out", type=OUT)
@click.option("--incidents", "number", type=int, help="Show so many incidents, drawn by chance.")
@click.option("--skip", type=int, default=0, help="Draw those after so many others.")
@click.option("--weeks", type=click.Choice(["odd", "even", "all"]), default="all", show_default=True)
def main(codings: Sequence[Path], out: Path, number: int | None, skip: int, weeks: str) -> None:
    """Draft briefings from the reports of CODINGS, as `dateline code` writes them, and write them to OUT."""
    coded = {one.report.id: one for path in codings for one in _read(path)}
    made = [
        one for one in briefings(materials_of(coded)) if weeks == "all" or is_odd(one[1]) == (weeks == "odd")
    ]
    chosen = [material for *_, materials in made for material in materials]
    drawn = draw(chosen, number, skip)
    numbers = iter(range(1, 1_000_000))
    lines: list[str] = []
    broken: Counter[str] = Counter()
    for land, first, last, materials in made:
        draft = compose(materials, first=first, last=last)
        lines += page(land, draft, numbers, drawn)
        broken += breaches(draft, materials)
    out.write_text("\n".join(lines), encoding="utf-8")
    click.echo(
        f"{len(coded)} reports, {len(made)} drafts of {len(chosen)} incidents; "
        f"{next(numbers) - 1} sentences on {len(drawn)} of them in {out}"
    )
    click.echo("; ".join(f"{count} {what}" for what, count in broken.items()) or "no promise is broken")


def _read(path: Path) -> Iterator[Coding]:
    with path.open(encoding="utf-8") as lines:
        yield from (from_dict(json.loads(line)) for line in lines if line.strip())


if __name__ == "__main__":
    main()
