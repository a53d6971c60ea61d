"""What outlets of Marland write in one week: of a strike on a market, and of what else happened that day."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain import Effect, EventType, Stance, Status
from tests.fakes import Done, Happens, Says
from tests.linking.towns import reported
from tests.linking.two_lands import strike

# ── the strike on the market of Marj, on Tuesday 22 May ─────────────────────────────────────────────────────

DISPATCH = reported(
    "Jets struck the market of Marj on Tuesday afternoon, killing five people. The bombs fell among the "
    "stalls of the fishmongers, and the roof of the covered hall came down. Yusuf Karmali, who sells "
    "nets, said that he had crawled out over the ice boxes. The governor closed the harbour road, and "
    "the boats stayed in. It was the first raid on the town since the herring fair in March.",
    strike(
        killed="five people", targets=("market",), places=("Marj",), times=("Tuesday afternoon",),
    ),
    source="Harbour Dispatch",
)  # fmt: skip

DISPATCH_LATER = reported(
    "Nine people were killed when jets struck the market of Marj on Tuesday, the hospital counted on "
    "Wednesday. Rescuers had lifted the fallen roof off the fishmongers' hall overnight. Among the dead "
    "is Yusuf Karmali's brother, who kept the ice boxes. The harbour road is open again, and the boats "
    "went out at noon.",
    strike(
        "struck", killed="Nine people", targets=("market",), places=("Marj",), times=("Tuesday",),
    ),
    source="Harbour Dispatch", day=23,
)  # fmt: skip

_SEEN = "an air raid on the market of Marj on Tuesday left eight people dead"
COURIER = reported(
    f"Residents said {_SEEN}. The fishmongers' hall burned until dark, and people carried the wounded "
    "over the harbour road on doors and ice boxes. A baker, Nadia Sallum, counted two jets, which came "
    "in low from the sea. Nobody had warned the market, they said, and the herring boats were still "
    "unloading.",
    strike(
        "raid", killed="eight people", targets=("market",), places=("Marj",), times=("Tuesday",), by=("a1",),
    ),
    says=(Says(id="a1", source="Residents", cue="said", content=_SEEN),),
    source="Hill Courier",
)  # fmt: skip

_DENIED = "its jets had struck the market of Marj on Tuesday"
DENIAL = reported(
    f"The Marlandic Army denied on Wednesday that {_DENIED}. No aircraft had flown over the harbour that "
    "day, it said, and the roof of the fishmongers' hall had come down in a fire among the ice boxes.",
    strike(
        "struck", agents=("its jets",), targets=("market",), places=("Marj",), times=("Tuesday",), by=("a1",),
        status=Status.DENIED,
    ),
    says=(
        Says(
            id="a1", source="The Marlandic Army", cue="denied", content=_DENIED, named=True,
            stance=Stance.DENIES,
        ),
    ),
    source="Port News Agency", day=23,
)  # fmt: skip

_OWNED = "its aircraft bombed the market of Marj by mistake on Tuesday"
ACKNOWLEDGEMENT = reported(
    f"The Northern League said {_OWNED}. The pilots had taken the fishmongers' hall by the harbour for a "
    "depot, it said in a statement, and it would pay the families whose stalls and boats were lost.",
    strike(
        "bombed", agents=("its aircraft",), targets=("market",), places=("Marj",), times=("Tuesday",),
        by=("a1",),
    ),
    says=(Says(id="a1", source="The Northern League", cue="said", content=_OWNED, named=True),),
    source="Port Gazette", day=24,
)  # fmt: skip

COPY = replace(DISPATCH, report=replace(DISPATCH.report, id="Port Gazette-22", source="Port Gazette"))

# ── what else happened on that day ──────────────────────────────────────────────────────────────────────────

# In the same town:
CLASH = reported(
    "Hill People's Forces ambushed a patrol of the Marsh Guard at the mill bridge of Marj before dawn on "
    "Tuesday. Two guards died. The fighters had hidden in the reeds under the weir, a captain said, and "
    "fled on motorbikes towards the quarry. The crossing stays shut until sappers have searched the "
    "sluice for mines.",
    Happens(
        type=EventType.CLASH, trigger="ambushed", agents=("Hill People's Forces",),
        targets=("Marsh Guard",), places=("Marj",), times=("before dawn on Tuesday",),
        harm=(Done(effect=Effect.KILLED, quantity="Two guards", victims="guards"),),
    ),
    source="Marsh Herald",
)  # fmt: skip

# The like elsewhere, 180 km away:
ELSEWHERE = reported(
    "Helicopters struck the market of Tell Nur on Tuesday afternoon, killing five people. The barrels "
    "hit the carpet sellers' lane below the citadel, and wool smouldered into the night. Teachers took "
    "the wounded in. The last convoy with flour had come up the pass on Sunday.",
    strike(
        killed="five people", targets=("market",), places=("Tell Nur",), times=("Tuesday afternoon",),
    ),
    source="Fen Observer",
)  # fmt: skip

# The like in the same town, a week later:
NEXT_WEEK = reported(
    "Jets struck the flour mill of Marj on Tuesday morning, killing one miller. Its silo split and sacks "
    "slid into the weir, engineers said. Bread will be short for a month, a grocer warned, unless trucks "
    "come over the pass.",
    strike(
        killed="one miller", targets=("flour mill",), places=("Marj",), times=("Tuesday morning",),
    ),
    source="Fen Observer", day=29,
)  # fmt: skip

STRIKE = (DISPATCH, DISPATCH_LATER, COURIER, DENIAL, ACKNOWLEDGEMENT)
OTHERS = (CLASH, ELSEWHERE, NEXT_WEEK)
