"""Naming: what types of events are called, as headings have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain.codebook import EventType
from dateline.domain.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain.messages import Message

TYPES: Mapping[EventType, Message] = {
    EventType.CLASH: message("Clash"),
    EventType.ASSAULT: message("Assault"),
    EventType.CAPTURE: message("Capture"),
    EventType.AIRSTRIKE: message("Airstrike"),
    EventType.DRONE_STRIKE: message("Drone strike"),
    EventType.SHELLING: message("Shelling"),
    EventType.SUICIDE_BOMBING: message("Suicide bombing"),
    EventType.BOMBING: message("Bombing"),
    EventType.CHEMICAL_ATTACK: message("Chemical attack"),
    EventType.ATTACK_ON_CIVILIANS: message("Attack on civilians"),
    EventType.ABDUCTION: message("Abduction"),
    EventType.ARREST: message("Arrest"),
    EventType.WEAPONS_SEIZURE: message("Weapons seizure"),
    EventType.DESTRUCTION: message("Destruction"),
    EventType.SIEGE: message("Siege"),
    EventType.WITHDRAWAL: message("Withdrawal"),
    EventType.DEPLOYMENT: message("Deployment"),
    EventType.DISPLACEMENT: message("Displacement"),
    EventType.PROTEST: message("Protest"),
    EventType.AGREEMENT: message("Agreement"),
    EventType.TALKS: message("Talks"),
    EventType.SUPPORT: message("Support"),
    EventType.ACCUSATION: message("Accusation"),
    EventType.PRESSURE: message("Pressure"),
    EventType.DEATH: message("Death"),
    EventType.OTHER: message("Other"),
}
