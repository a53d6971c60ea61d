"""What a model is told to do: the codebook in words, the form of the reply, and one worked example.

The words stand in `instructions.txt`, the example in `example.json`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from dateline.domain import Effect, EventType, NameClass, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES: dict[EventType, str] = {
    EventType.CLASH: "armed sides fight each other",
    EventType.ASSAULT: "one side attacks, raids or ambushes an armed target or a position on the ground",
    EventType.CAPTURE: "control of a place or position is taken",
    EventType.AIRSTRIKE: "aircraft or helicopters strike, barrel bombs included",
    EventType.DRONE_STRIKE: "unmanned aircraft strike",
    EventType.SHELLING: "artillery, mortars, rockets, missiles, tanks or ships fire",
    EventType.SUICIDE_BOMBING: "a suicide attacker, on foot or in a vehicle",
    EventType.BOMBING: "a planted or thrown charge, a car bomb, a mine, a grenade, a blast not explained",
    EventType.CHEMICAL_ATTACK: "chemical agents are used",
    EventType.ATTACK_ON_CIVILIANS: "violence against civilians or captives that no type above covers",
    EventType.ABDUCTION: "people are kidnapped, taken hostage or made to disappear",
    EventType.ARREST: "people are detained, or an operation is made to detain them",
    EventType.WEAPONS_SEIZURE: "arms are found or intercepted, mines cleared, missiles or aircraft shot down",
    EventType.DESTRUCTION: "property or equipment is destroyed, burnt or looted, no other type saying how",
    EventType.SIEGE: "a place is besieged, a road, supplies or aid are cut off",
    EventType.WITHDRAWAL: "a force leaves, retreats, surrenders or hands over a place",
    EventType.DEPLOYMENT: "forces or arms move, a base is set up, a unit or alliance is formed",
    EventType.DISPLACEMENT: "people flee, are evacuated or return",
    EventType.PROTEST: "people demonstrate, riot or strike",
    EventType.AGREEMENT: "a truce, a deal, a release or exchange of prisoners",
    EventType.TALKS: "sides negotiate, meet, visit or call",
    EventType.SUPPORT: "arms, training, money or aid are given",
    EventType.ACCUSATION: "the accusing itself is the news, and the accused act is not told as an event",
    EventType.PRESSURE: "threats, warnings, demands, sanctions, votes",
    EventType.DEATH: "people are killed or hurt with no violent event told, or a toll over a period",
    EventType.OTHER: "a happening of the conflict that fits none of these",
}

STATUSES: dict[Status, str] = {
    Status.REPORTED: "said to have happened",
    Status.ONGOING: "going on",
    Status.PLANNED: "announced, ordered or expected",
    Status.DENIED: "said not to have happened",
    Status.DISPUTED: "told in ways that contradict each other",
    Status.HYPOTHETICAL: "possible or conditional",
}

STANCES: dict[Stance, str] = {
    Stance.ASSERTS: "says so",
    Stance.DENIES: "says that it is not so",
    Stance.ACCUSES: "accuses, blames or condemns",
    Stance.HEDGES: "says that it may be so",
}

_HERE = Path(__file__).parent


@cache
def write_instructions() -> str:
    """What a model is told before it is shown a report."""
    example = json.loads((_HERE / "example.json").read_text(encoding="utf-8"))
    return Template((_HERE / "instructions.txt").read_text(encoding="utf-8")).substitute(
        types=_listed(TYPES),
        statuses=_listed(STATUSES),
        stances=_listed(STANCES),
        classes=", ".join(NameClass),
        effects=", ".join(Effect),
        sentences="\n".join(f"[{number}] {words}" for number, words in enumerate(example["sentences"])),
        reply=json.dumps(example["reply"], ensure_ascii=False, separators=(",", ":")),
    )


def _listed(meanings: Mapping[EventType, str] | Mapping[Status, str] | Mapping[Stance, str]) -> str:
    return "\n".join(f"- {code}: {meaning}" for code, meaning in meanings.items())
