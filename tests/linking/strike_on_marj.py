"""What outlets of two invented lands write of one strike on Marj, for the tests of grades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Stance
from tests.fakes import Says
from tests.linking.two_lands import coded, incident, strike

if TYPE_CHECKING:
    from dateline.domain import Coding, Grade

# What each outlet writes of the strike on Marj, so that no two have words in common.
LEADS = {
    "Harbour Dispatch": "Bombs fell on the market of Marj and killed five people",
    "Hill Courier": "An air raid on Marj left five people dead among its stalls",
    "Port Gazette": "Jets attacked Marj at noon; five people died",
    "World Wire": "Five people were killed when aircraft bombed a market square",
    "Port News Agency": "Terrorists lost five people as planes hit their den",
}
TRIGGERS = {
    "Harbour Dispatch": "fell",
    "Hill Courier": "raid",
    "Port Gazette": "attacked",
    "World Wire": "bombed",
    "Port News Agency": "hit",
}


def own(
    source: str, *, agents: tuple[str, ...] = (), lead: str | None = None, key: str | None = None
) -> Coding:
    """A report in its outlet's own voice."""
    text = lead or LEADS[source]
    killed = next((words for words in ("five people", "Five people") if words in text), None)
    return coded(f"{text}.", strike(TRIGGERS[source], killed=killed, agents=agents), source=source, key=key)


def citing(
    source: str,
    *speakers: tuple[str, bool],
    stance: Stance = Stance.ASSERTS,
    cue: str = "said",
    agents: tuple[str, ...] = (),
    lead: str | None = None,
    key: str | None = None,
) -> Coding:
    """A report that hands all that it tells on to one speaker after the other: their words, and if named."""
    content = lead or LEADS[source]
    text, says = "", []
    for number, (speaker, named) in enumerate(speakers):
        text += f"{speaker} {cue} {content}. " if not text else f"{speaker} {cue} so, too. "
        words = content if not number else "so, too"
        nth = f"#{number + 1}" if number else ""
        says.append(
            Says(id=f"a{number}", source=speaker, cue=cue + nth, content=words, named=named, stance=stance)
        )
    killed = next((words for words in ("five people", "Five people") if words in text), None)
    happens = strike(TRIGGERS[source], killed=killed, agents=agents, by=tuple(one.id for one in says))
    return coded(text, happens, says=tuple(says), source=source, key=key)


def graded(*reports: Coding) -> tuple[Grade, str]:
    found = incident(*reports)
    return found.grade, found.reason


MONITOR, LEAGUE, ARMY = (
    ("The Coast Monitor", True),
    ("The Northern League", True),
    ("The Marlandic Army", True),
)
RESIDENTS, OFFICIALS = ("Residents", False), ("Officials", False)


def owning(harm: str = "killing five people", cue: str = "said", stance: Stance = Stance.ASSERTS) -> Coding:
    """The League says of itself that it did it."""
    content = f"its jets had bombed the market{f', {harm}' if harm else ''}"
    return coded(
        f"The Northern League {cue} {content}.",
        strike(
            "bombed",
            killed=harm.removeprefix("killing ") or None,
            agents=("its jets",),
            by=("a1",),
        ),
        says=(
            Says(id="a1", source="The Northern League", cue=cue, content=content, named=True, stance=stance),
        ),
        source="Port Gazette",
        key="owning",
    )


def naming(source: str, agent: str, speaker: str | None = None, stance: Stance = Stance.ASSERTS) -> Coding:
    """A report that names who did it, in its own voice or in a speaker's."""
    body = {
        "Harbour Dispatch": f"the bombs of {agent} fell on Marj",
        "Hill Courier": f"{agent} carried out the raid",
        "Port Gazette": f"it was {agent} that attacked",
    }[source]
    cue = "blamed it that" if stance is Stance.ACCUSES else "said"
    says = (
        (Says(id="a1", source=speaker, cue=cue, content=body, named=True, stance=stance),) if speaker else ()
    )
    happens = strike(TRIGGERS[source], agents=(agent,), by=("a1",) if speaker else ())
    return coded(f"{speaker} {cue} {body}." if speaker else f"{body}.", happens, says=says, source=source)
