"""What every answer keeps, whatever the text, the names in it and the gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import (
    Coding,
    Event,
    EventType,
    Feature,
    Name,
    NameClass,
    PlacePrecision,
    Placing,
    Report,
    Span,
)
from dateline.resolving.placing import place_names
from dateline.resolving.ports import Candidate
from tests.codings import codings, places
from tests.resolving.placing_world import WORLD, InMemoryGazetteer, world

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Place, Unresolved

# Pieces of war reports, which hypothesis puts together to sense and nonsense.
_NAMES = [
    *sorted({one.name for one in WORLD}),
    *("Zubrowka", "Kafr Zubrowka", "Saraqiv", "NE", "Old City", "al-Sharqi"),
]
_JOINTS = [
    *(
        " in ",
        " of ",
        ", ",
        " and ",
        " ",
        " near ",
        " (",
        ") ",
        ". ",
        "’s ",
        "-",
        " to ",
        "\n",
        " – ",
        " from ",
    ),
    *(
        " north of ",
        " in eastern ",
        " 10 km south of ",
        " between ",
        " in the countryside of ",
        " the Syrian ",
    ),
]
_NOUNS = [
    *("the province of", "oil field", "villages", "the city", "neighbourhood", "border", "rural", "towns of"),
    *("airbase", "the northern part of", "crossing", "the road", "district", "5", "Street", "hospital"),
    *("the coast of", "areas"),
]


@st.composite
def war_reports(draw: st.DrawFn) -> Coding:
    """A report put together of names and of what stands between them, marked as it may be marked."""
    pieces = draw(
        st.lists(
            st.tuples(st.sampled_from([*_NAMES, *_NOUNS]), st.sampled_from(_JOINTS)), min_size=1, max_size=12
        )
    )
    text, marked = "", []
    for words, joint in pieces:
        marked.append(Span(len(text), len(text) + len(words)))
        text += words + joint
    names = draw(st.lists(st.sampled_from(marked), unique=True))
    happened = draw(st.lists(st.sampled_from(marked), unique=True))
    return Coding(
        report=Report(id="r", text=text),
        engine="test",
        names=tuple(Name(span=span, cls=NameClass.PLACE) for span in sorted(names)),
        events=(Event(id="e1", type=EventType.CLASH, mentions=(marked[0],), places=tuple(happened)),),
    )


class AnyGazetteer(InMemoryGazetteer):
    """Answers every name with the same candidates, of whatever closeness."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Take the candidates."""
        super().__init__(*(one.place for one in candidates))
        self._candidates = candidates

    def find(self, words: str) -> Sequence[Candidate]:  # noqa: ARG002 (whatever is asked)
        """The candidates."""
        return self._candidates


def candidates() -> st.SearchStrategy[list[Candidate]]:
    """Some places, each as close to the words as it may be."""
    one = st.builds(
        Candidate, place=places(), closeness=st.sampled_from([0.7, 0.9, 1.0]), matched=st.sampled_from(_NAMES)
    )
    return st.lists(one, max_size=4, unique_by=lambda found: found.place.id)


def keeps_its_promises(found: Placing | Unresolved) -> bool:
    """What domain/places.py says of every answer."""
    if not found.reason:
        return False
    if not isinstance(found, Placing):
        return True
    pinned = found.lat is not None and found.lon is not None
    bare = found.lat is None and found.lon is None
    return (
        found.radius_km > 0
        and found.runner_up != found.place
        and (bare if _is_bare_country(found.place, found.precision) else pinned)
        and (not pinned or (-90 <= (found.lat or 0) <= 90 and -180 <= (found.lon or 0) <= 180))
    )


def _is_bare_country(place: Place, precision: PlacePrecision) -> bool:
    return place.feature is Feature.COUNTRY and precision is PlacePrecision.COUNTRY


@given(coding=codings() | war_reports())
def test_every_name_and_place_of_any_report_is_answered_as_promised(coding: Coding) -> None:
    answers = place_names(coding, world())
    assert {place for event in coding.events for place in event.places} <= answers.keys()
    assert {name.span for name in coding.names if name.cls is NameClass.PLACE} <= answers.keys()
    for span, found in answers.items():
        assert keeps_its_promises(found), (span.of(coding.report.text), found)


@given(coding=war_reports(), found=candidates())
def test_any_gazetteer_is_answered_from_as_promised(coding: Coding, found: list[Candidate]) -> None:
    for span, answer in place_names(coding, AnyGazetteer(found)).items():
        assert keeps_its_promises(answer), (span.of(coding.report.text), answer)
