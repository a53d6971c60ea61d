"""The words that tell who a source is."""

from __future__ import annotations

import re

from dateline.domain import ActorClass, SpeakerKind
from dateline.resolving.acting.modifiers import Side
from dateline.resolving.numbers import listed

# What the last word of a source says of its kind.
KINDS: dict[str, SpeakerKind] = {
    word: kind
    for kind, words in {
        SpeakerKind.WITNESSES: "witness eyewitness survivor",
        SpeakerKind.LOCAL_SOURCES: """
            source activist resident local villager inhabitant civilian citizen people person medic doctor
            nurse paramedic surgeon physician rescuer volunteer relative family neighbor neighbour evacuee
            refugee prisoner detainee journalist reporter correspondent photographer blogger user man men
            woman women boy girl child children father mother brother sister son daughter mourner teacher
            student lawyer priest cleric archbishop bishop archimandrite worker staff shepherd farmer
            tribesman elder protester fighter defector pilgrim shopkeeper driver observer contact stringer
            syrian iraqi palestinian gazan another
            """,
        SpeakerKind.OFFICIALS: """
            official spokesman spokeswoman spokesperson minister commander officer general colonel captain
            governor mayor diplomat rapporteur envoy ambassador lawmaker senator secretary president director
            head chief leader adviser advisor aide representative delegate negotiator prosecutor coordinator
            """,
        SpeakerKind.REPORTS: """
            report statement medium media video footage image picture photo photograph post tweet release
            document leaflet data figure estimate toll information claim rumor rumour broadcast account letter
            news bulletin survey study test result review investigation clip recording list resolution article
            press evidence record message communique testimony map website site page feed blog
            """,
    }.items()
    for word in listed(words)
}
# A "source" with these before it is in office: "military source", "security sources", "diplomatic sources".
IN_OFFICE = frozenset({Side.STATE, Side.ARMY, Side.POLICE})
OFFICIAL = listed("diplomatic intelligence official ministerial governmental")
LOCAL_OFFICE = listed("governor mayor")
WITHIN = listed("at in from of within inside with for by")
STATED = listed(
    "statement report post tweet release communique letter message website site page feed account"
)
BROADCAST = listed("television tv radio media channel")
STATE_RUN = listed("state government regime official")
PERSONAL = listed("he she i me him her one")
UNNAMED = listed("source official spokesman spokeswoman spokesperson")
REPORTERS = listed("reporter correspondent photographer journalist")
BODIES = listed("group organization network body")
OFFICES = listed("office bureau")  # they speak for whose they are, though they are things
THE_SAME = listed("this that these those same")
# A name by its looks: "Karim Haddad", "al-Barazi"; no short name, no number, no sign.
A_NAME = re.compile(
    r"(?:(?:al|el|de|bin|abu)[ -])?[A-Z][a-z’'-]+(?: (?:(?:al|el)-)?(?:[A-Z][\w’'.-]*|al|de|bin)){0,4}"
)

# Bodies whose people speak in their name; those of others are just their people.
SPEAK_FOR = frozenset({ActorClass.MEDIA, ActorClass.MONITOR, ActorClass.NGO, ActorClass.INTERGOVERNMENTAL})
OF_STATE = frozenset({ActorClass.GOVERNMENT, ActorClass.STATE_FORCES})
# What else bodies of these classes are called when they are spoken of again.
CALLED_SO: dict[str, frozenset[ActorClass]] = {
    **dict.fromkeys(
        ("agency", "outlet", "newspaper"), frozenset({ActorClass.MEDIA, ActorClass.INTERGOVERNMENTAL})
    ),
    **dict.fromkeys(("monitor", "watchdog", "charity"), frozenset({ActorClass.MONITOR, ActorClass.NGO})),
    "center": SPEAK_FOR,
}
