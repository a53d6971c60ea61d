"""What the compact model answers for each word: the lists of its heads, in the order of its outputs."""

from __future__ import annotations

from dateline.domain import Effect, EventType, NameClass, Role, Stance, Status

TYPES: tuple[EventType, ...] = tuple(EventType)
NAME_CLASSES: tuple[NameClass, ...] = tuple(NameClass)
ROLES: tuple[Role, ...] = tuple(Role)
EFFECTS: tuple[Effect, ...] = tuple(Effect)
STATUSES: tuple[Status, ...] = tuple(Status)
STANCES: tuple[Stance, ...] = tuple(Stance)

# Words that may fill a part in some event: the roles, then the quantity and the victims of harm.
CHANNELS: tuple[str, ...] = (*ROLES, "quantity", "victims")
QUANTITY = CHANNELS.index("quantity")
VICTIMS = CHANNELS.index("victims")

# Role fillers of a whole report as MUC-4 (1992) asks for them.
INCIDENT_ROLES: tuple[str, ...] = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")

# Each of these heads tags words as outside, beginning or inside a span.
SPAN_HEADS: tuple[str, ...] = (
    *(f"name:{one}" for one in NAME_CLASSES),
    *(f"part:{one}" for one in CHANNELS),
    "source",
    "cue",
    *(f"incident:{one}" for one in INCIDENT_ROLES),
)
OUTSIDE, BEGIN, INSIDE = 0, 1, 2

# What links a mention of an event to a candidate span: a role, an effect on a quantity, a sum, and "where" as
# the event_location set asks it: the one place, in the same sentence, where what a verb tells happened.
LINKS: tuple[str, ...] = (*ROLES, *EFFECTS, "total", "where")
TOTAL, WHERE = LINKS.index("total"), LINKS.index("where")

TAG_SLICES: dict[str, slice] = {}
_at = 0
for _name, _width in (
    ("spans", 3 * len(SPAN_HEADS)),
    ("types", 1 + len(TYPES)),
    ("continues", 1),
    ("lead", 1),  # among the mentions of an event, the trigger
    ("status", len(STATUSES)),
    ("stance", len(STANCES)),
    ("named", 1),
):
    TAG_SLICES[_name] = slice(_at, _at + _width)
    _at += _width
TAG_WIDTH: int = _at
