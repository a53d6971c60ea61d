"""Whom the sources of claims resolve to, by tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import Attribution, Coding, Event, EventType, Name, NameClass, Report, Span
from dateline.resolving.acting import name_actors
from dateline.resolving.speaking import name_sources
from tests.codings import codings
from tests.registers import invented_register
from tests.resolving.acting_world import span

if TYPE_CHECKING:
    from dateline.adapters.register import Roster
    from dateline.domain import Speaker

HERE = "Fighting went on in Marland. "  # puts the report in Marland


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return invented_register(tmp_path_factory.mktemp("register"))


def heard(roster: Roster, text: str, *sources: str, persons: tuple[str, ...] = ()) -> list[Speaker | None]:
    """The speakers that `sources` of `text` resolve to, found one after the other."""
    spans, at = [], 0
    for words in sources:
        start = text.index(words, at)
        at = start + len(words)
        spans.append(Span(start, at))
    names = tuple(
        Name(span=Span(start, start + len(person)), cls=NameClass.PERSON)
        for person in persons
        for start in range(len(text))
        if text.startswith(person, start)
    )
    said = tuple(
        Attribution(id=f"a{number}", source=span, cue=span, named=span.of(text)[:1].isupper())
        for number, span in enumerate(spans)
    )
    report = Report(id="r", text=text, published=date(2015, 5, 1))
    coding = Coding(report=report, engine="test", names=names, attributions=said)
    found = name_sources(coding, roster, name_actors(coding, roster))
    return [found.get(span) for span in spans]


def told(speaker: Speaker | None) -> str:
    """The kind, person or role, organisation and side of a speaker; a dash for each that there is not."""
    if speaker is None:
        return "nobody"
    body = speaker.organisation
    organisation = (body.actor.id if body.actor else f"{body.cls}") if body else "-"
    return f"{speaker.kind} {speaker.person or speaker.role or '-'} {organisation} {speaker.alignment or '-'}"


PEOPLE = [
    ("Army spokesman Karim Haddad said so.", "Karim Haddad", "person Karim Haddad marland-army -"),
    ("Karim Haddad, aide at the HPF, said.", "Karim Haddad", "person Karim Haddad hill-peoples-forces -"),
    ("Activist Karim Haddad said so.", "Karim Haddad", "person Karim Haddad - -"),
    ("Karim Haddad said so.", "Karim Haddad", "person Karim Haddad - -"),
    ("The head of the HPF, Karim Haddad, said.", "Karim Haddad", "person Karim Haddad hill-peoples-forces -"),
    ("Coast Monitor director Karim Haddad said so.", "Karim Haddad", "person Karim Haddad coast-monitor -"),
    ("HPF chief Karim Haddad said.", "chief Karim Haddad", "person Karim Haddad hill-peoples-forces -"),
]  # fmt: skip

KINDS = [
    ("Witnesses said so.", "Witnesses", "witnesses Witnesses - -"),
    ("Eye witnesses said so.", "Eye witnesses", "witnesses witnesses - -"),
    ("Local sources said so.", "Local sources", "local_sources sources - -"),
    ("Activists in the town said so.", "Activists in the town", "local_sources Activists - -"),
    ("Marlandic activists said so.", "Marlandic activists", "local_sources activists - -"),
    ("Residents said so.", "Residents", "local_sources Residents - -"),
    ("Pro-Hillish sources said so.", "Pro-Hillish sources", "local_sources sources - hill-peoples-forces"),
    ("Pro-regime activists came.", "Pro-regime activists", "local_sources activists - marland-government"),
    ("Rebel sources said so.", "Rebel sources", "local_sources sources rebel_group -"),
    ("A military source said so.", "military source", "officials source marland-army -"),
    ("A Norric military source said so.", "Norric military source", "officials source norland-army -"),
    ("Norric-aligned sources said.", "Norric-aligned sources", "local_sources sources - norland-government"),
    ("Opposition activists said so.", "Opposition activists", "local_sources activists party -"),
    ("Officials of the HPF said so.", "Officials of the HPF", "officials Officials hill-peoples-forces -"),
    ("Officials in Northgate said so.", "Officials in Northgate", "officials Officials norland-government -"),
    ("Neighbours of Karim Haddad said.", "Neighbours of Karim Haddad", "local_sources Neighbours - -"),
    ("A police source said so.", "police source", "officials source marland-police -"),
    ("Marlandic officials said so.", "Marlandic officials", "officials officials marland-government -"),
    ("An official said so.", "official", "officials official - -"),
    ("Two defence officials said so.", "Two defence officials", "officials officials - -"),
    ("A source in the HPF said so.", "source in the HPF", "local_sources source hill-peoples-forces -"),
    ("Reports said so.", "Reports", "reports - - -"),
    ("A video said so.", "video", "reports - - -"),
    ("Local media said so.", "Local media", "reports - - -"),
    ("Pro-government media said so.", "Pro-government media", "reports - - marland-government"),
    ("State media said so.", "State media", "reports - - marland-government"),
    ("State television said so.", "State television", "organisation - - marland-government"),
    ("An HPF statement said so.", "HPF statement", "organisation statement hill-peoples-forces -"),
    ("A statement by the HPF said.", "statement by the HPF", "organisation statement hill-peoples-forces -"),
]  # fmt: skip

BODIES = [
    ("The Coast Monitor said so.", "Coast Monitor", "organisation - coast-monitor -"),
    ("The Port News Agency said so.", "Port News Agency", "organisation - port-news marland-government"),
    (
        "A World Wire photographer said so.",
        "World Wire photographer",
        "organisation photographer world-wire -",
    ),
    ("Coast Monitor activists said so.", "Coast Monitor activists", "organisation activists coast-monitor -"),
    ("The Reed Front said so.", "Reed Front", "organisation - reed-front norland-government"),
    ("Norland said so.", "Norland", "organisation - norland-government -"),
    ("The army said so.", "army", "organisation - marland-army -"),
    ("Rebels said so.", "Rebels", "organisation - rebel_group -"),
    ("The Marsh Guard News said so.", "Marsh Guard News", "organisation - marsh-guard-news marsh-guard"),
    ("The HPF press office said so.", "HPF press office", "organisation - hill-peoples-forces -"),
    ("The Reed Front television said so.", "Reed Front television", "organisation - - reed-front"),
    ("Al-Monitor said so.", "Al-Monitor", "organisation - al-monitor -"),
    ("The hospital Monitor said so.", "Monitor", "organisation - monitor -"),
    (
        "Coast Monitor, Port News Agency, and World Wire said so.",
        "Coast Monitor, Port News Agency, and World Wire",
        "organisation - coast-monitor -",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), PEOPLE)
def test_a_person_speaks_with_a_post_and_for_its_body(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    (speaker,) = heard(roster, HERE + text, words, persons=("Karim Haddad",))
    assert told(speaker) == expected


@pytest.mark.parametrize(("text", "words", "expected"), KINDS)
def test_a_source_without_a_name_is_of_a_kind_and_on_a_side_where_the_words_tell_one(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    (speaker,) = heard(roster, HERE + text, words)
    assert told(speaker) == expected


@pytest.mark.parametrize(("text", "words", "expected"), BODIES)
def test_a_body_speaks_for_itself_and_so_do_those_who_work_for_it(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    (speaker,) = heard(roster, HERE + text, words)
    assert told(speaker) == expected


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        (
            "The Coast Monitor said so. The group said more.",
            ["Coast Monitor", "group"],
            "organisation - coast-monitor -",
        ),
        (
            "The Port News Agency said so. The agency said more.",
            ["Port News Agency", "agency"],
            "organisation - port-news marland-government",
        ),
        (
            "The Reed Front said so. The agency said no.",
            ["Reed Front", "agency"],
            "organisation - media -",
        ),
        (
            "A police source said so. The source said more.",
            ["police source", "source"],
            "officials source marland-police -",
        ),
        (
            "Reed Front spokesman Karim Haddad said so. Haddad said more.",
            ["Karim Haddad", "Haddad"],
            "person Karim Haddad reed-front norland-government",
        ),
        (
            "Norric Mayor Karim Haddad said so. The mayor said more.",
            ["Karim Haddad", "mayor"],
            "person Karim Haddad norland-government -",
        ),
        (
            "The Coast Monitor said so. Other monitors said more.",
            ["Coast Monitor", "Other monitors"],
            "organisation - monitor -",
        ),
        (
            "The Coast Monitor spoke, the Reed Front said so. The Northgate-based group said more.",
            ["Coast Monitor", "Reed Front", "Northgate-based group"],
            "organisation - coast-monitor -",
        ),
        (
            "The Reed Front said so. The center said more.",
            ["Reed Front", "center"],
            "nobody",
        ),
        (
            "A World Wire reporter said so. The reporter said more.",
            ["World Wire reporter", "reporter"],
            "organisation - world-wire -",
        ),
        (
            "The Coast Monitor said so. A monitor said more.",
            ["monitor"],
            "organisation - coast-monitor -",
        ),
    ],
)
def test_words_that_refer_take_who_spoke_before(
    roster: Roster, text: str, sources: list[str], expected: str
) -> None:
    *_, last = heard(roster, HERE + text, *sources, persons=("Karim Haddad", "Haddad"))
    assert told(last) == expected


def test_a_name_that_nobody_knows_is_a_person_by_its_capitals(roster: Roster) -> None:
    (speaker,) = heard(roster, "Zaher al-Amin said so.", "Zaher al-Amin")
    assert told(speaker) == "person Zaher al-Amin - -"


@pytest.mark.parametrize(
    "words", ["he", "I", "@user77", "Article 21", "scholars", "a group calling itself the Sons of the Marsh"]
)
def test_what_no_rule_fits_is_left_out(roster: Roster, words: str) -> None:
    assert heard(roster, f"{words} said so.", words) == [None]


def test_a_source_with_an_alignment_is_no_army(roster: Roster) -> None:
    (speaker,) = heard(roster, HERE + "Pro-Hillish sources said so.", "Pro-Hillish sources")
    assert speaker
    assert speaker.organisation is None
    assert speaker.alignment == "hill-peoples-forces"
    assert "Hill People's Forces" in speaker.reason


def test_a_military_source_of_an_outlet_with_a_side_is_of_that_state_where_that_state_acted(
    roster: Roster,
) -> None:
    text = "The Marlandic Army attacked Gull Bay in Norland, a military source told the agency."
    army, source = span(text, "Marlandic Army"), span(text, "military source")
    said = Attribution(id="a1", source=source, cue=source, named=False)
    event = Event(id="e1", type=EventType.ASSAULT, mentions=(Span(0, 1),), agents=(army,), claims=("a1",))
    report = Report(id="r", text=text, source="Port News Agency", published=date(2015, 5, 1))
    coding = Coding(report=report, engine="test", events=(event,), attributions=(said,))
    speaker = name_sources(coding, roster, name_actors(coding, roster))[source]
    assert told(speaker) == "officials source marland-army -"
    assert speaker.reason == "“military” of Marland, on whose side the outlet is"


@pytest.mark.parametrize("text", ["x", "\n", "قال"])
def test_a_report_without_words_has_no_speakers_and_does_not_raise(roster: Roster, text: str) -> None:
    assert name_sources(Coding(report=Report(id="r", text=text), engine="test"), roster, {}) == {}
    said = Attribution(id="a1", source=Span(0, len(text)), cue=Span(0, 1), named=True)
    coding = Coding(report=Report(id="r", text=text), engine="test", attributions=(said,))
    assert name_sources(coding, roster, {}) == {}


@given(coding=codings())
def test_any_coding_gives_speakers_for_its_own_sources_only(roster: Roster, coding: Coding) -> None:
    actors = name_actors(coding, roster)
    found = name_sources(coding, roster, actors)
    assert set(found) <= {one.source for one in coding.attributions}
    assert all(speaker.reason for speaker in found.values())
    assert found == name_sources(coding, roster, actors)
