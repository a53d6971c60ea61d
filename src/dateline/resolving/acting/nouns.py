"""How the last word of a phrase and what stands before it belong together: "SDF units", "rebel positions".

What common words for actors mean ("rebels", "residents") stands in the register; here are the words that are
read otherwise beside a name than alone, those that name no actor, and some that the register lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.forms import common
from dateline.resolving.numbers import listed
from dateline.resolving.ports import Whence

if TYPE_CHECKING:
    from dateline.resolving.ports import Generic


class Sort(Enum):
    """How a noun and the name before it belong together."""

    FORCES = auto()  # a state's arms: "Turkish troops" are the armed forces of Turkey
    GROUP = auto()  # part or whole of whoever is named: "SDF units"
    ARMED = auto()  # armed people who serve no state: "rebels"
    RULE = auto()  # those who govern: "Syrian authorities", "the defence ministry"
    OFFICE = auto()  # an authority or party of its own: "local council", "embassy"
    POST = auto()  # people who stand for a body: "army spokesman"
    PEOPLE = auto()  # people without arms: "residents"
    HELD = auto()  # what armed people hold, ride and fire, and what they do: "army positions"
    ALLIANCE = auto()  # "coalition", "peacekeepers"
    MEDIUM = auto()  # "newspaper", "state television"
    WATCH = auto()  # who documents or helps: "monitoring group", "charity"
    THING = auto()  # ground, buildings and all else that acts for nobody: "district", "hospital", "bus"
    VAGUE = auto()  # whoever: "others", "allies"


# Those who fight, and what they fight with.
OF_WAR = frozenset({Sort.FORCES, Sort.GROUP, Sort.ARMED, Sort.HELD, Sort.ALLIANCE})


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun: its sort and, where it tells them, the class of whom it names and the body of a state."""

    sort: Sort
    cls: ActorClass | None = None
    body: str | None = None
    whence: Whence = Whence.PLACE


_STATE, _CIVIL = ActorClass.STATE_FORCES, ActorClass.CIVILIANS

_NOUNS = {
    Noun(Sort.GROUP): """
        force fighter unit group member element cell faction fraction organization movement formation network
        team squad squadron brigade corps detachment contingent commander leader leadership ringleader chief
        emir chieftain warlord operative personnel officer sniper gunner patrol combatant cadre follower side
        party command wing branch offshoot outfit front remnant cohort veteran guard defender agent elite crew
        expert inspector investigator gang fugitive service
        """,
    Noun(Sort.POST): """
        official spokesman spokeswoman spokesperson president envoy ambassador diplomat representative
        delegation delegate counterpart governor mayor secretary director head negotiator senator aide adviser
        advisor coordinator emissary chairman chairwoman founder premier general colonel captain major
        lieutenant brigadier admiral sergeant marshal
        """,
    Noun(Sort.RULE, ActorClass.GOVERNMENT, "ministry", Whence.SAID): "ministry minister",
    Noun(Sort.RULE, ActorClass.GOVERNMENT, "government", Whence.HOME): "ruler rule dictatorship",
    Noun(
        Sort.OFFICE, ActorClass.GOVERNMENT
    ): "committee department embassy consulate council commission directorate",
    Noun(Sort.FORCES, _STATE, "armed_forces", Whence.HOME): """
        infantry garrison artillery serviceman howitzer trooper battalion reservist paratrooper sapper
        division regiment military+forces ground+forces special+operations+forces army+men defense+forces
        regular+forces artillery+units military+personnel
        """,
    Noun(Sort.FORCES, _STATE, "air_force", Whence.SAID): """
        gunship pilot airplane aeroplane aircraft airman airmen aviation airpower plane airforce
        fighter+planes combat+planes war+jets military+helicopters military+planes aerospace+forces air+power
        """,
    Noun(Sort.FORCES, _STATE, "navy", Whence.SAID): "fleet frigate submarine destroyer",
    Noun(Sort.FORCES, _STATE, "police", Whence.HOME): "gendarmerie police+units law+enforcement",
    Noun(Sort.FORCES, _STATE, "security", Whence.HOME): """
        security+units security+men internal+security+forces
        """,
    Noun(Sort.FORCES, _STATE, "intelligence", Whence.HOME): "intelligence mukhabarat",
    Noun(Sort.ARMED, ActorClass.REBEL_GROUP): "guerilla rebellion mujahidin armed+rebels",
    Noun(Sort.ARMED, ActorClass.POLITICAL_MILITIA): """
        thug loyalist shabiha truck+suicide+bomber suicide+bomb+attackers popular+forces self+defense+forces
        """,
    Noun(Sort.ARMED, ActorClass.IDENTITY_MILITIA): "tribe clan tribesman",
    Noun(Sort.PEOPLE, ActorClass.PROTESTERS): "protest",
    Noun(Sort.PEOPLE, _CIVIL): """
        person population community minority household victim volunteer pilgrim worshiper tourist guest
        spectator commuter customer vendor tenant neighbor neighbour relative father mother parent son
        daughter brother sister husband wife widow orphan uncle aunt cousin grandfather grandmother toddler
        newborn teenager elderly lady gentleman fisherman engineer cameraman staff displaced idp sibling
        grandson granddaughter nephew niece colleague friend brethren schoolboy schoolgirl guardian survivor
        witness individual bride groom infidel martyr female male security+guard civil+defense+forces
        emergency+crews medical+teams civil+defense+teams
        """,
    Noun(Sort.HELD): """
        position post outpost checkpoint base barracks headquarters hq hideout stronghold hotbed den lair
        convoy vehicle tank depot bunker trench tunnel fortification target site gathering concentration camp
        weapon weaponry arsenal ammunition munition equipment hardware materiel armor armour rocket missile
        launcher uav gun mortar bomb truck line frontline asset cache emplacement rank supply reinforcement
        fortress hangar runway redoubt defense fire strike airstrike raid bombardment shelling operation
        offensive campaign attack assault military+base command+center command+post concentration+center
        system air+defense+system gathering+center training+camp weapons+depot ammunition+depot supply+route
        supply+line control+center operations+room front+line fighting+position tactical+unit
        """,
    Noun(Sort.ALLIANCE, ActorClass.EXTERNAL_FORCES, None, Whence.SAID): "alliance",
    Noun(Sort.MEDIUM, ActorClass.MEDIA, None, Whence.SAID): "agency tv channel website daily paper news",
    Noun(Sort.WATCH, ActorClass.NGO, None, Whence.SAID): """
        observatory activist+group rights+organization humanitarian+organizations
        """,
    Noun(Sort.THING): """
        area district city town village neighborhood neighbourhood suburb quarter province governorate region
        countryside territory land road street highway border crossing square market hospital school clinic
        mosque church building house home shop bakery warehouse store farm field factory plant bridge
        facility infrastructure apartment settlement enclave pocket outskirts hill mountain bank swath swathe
        property center complex compound courtyard airport airbase airfield port harbor harbour prison jail
        university office institution shelter cave club museum cemetery funeral wedding garden stadium garage
        dam refinery well tower wall car bus buses minibus minibuses motorcycle ambulance taxi train ship
        boat residential+unit housing+unit stand part zone sector section route station shrine bus+convoy
        aid+convoy relief+convoy police+station air+base livestock sheep cattle crop tree pipeline cable
        property belonging possession storey roof rubble debris structure monument cargo fuel oil stock
        shipment body corpse death injury wound casualty fatality loss toll damage life window door
        """,
    Noun(Sort.VAGUE): """
        other everyone everybody nobody somebody someone anyone all one another world power ally backer
        member+state partner enemy foe opponent rival affiliate proxy supporter donor guarantor figure dozen
        hundred thousand million most many few several those some both dead wounded injured world+powers
        international+community
        """,
}

LONGEST = 3  # words that a noun is of, at most

# What hardly any units are called but those of a state's army: "Mechanized Brigade".
REGULAR = listed(
    "armored armoured mechanized mechanised motorized motorised infantry airborne airmobile parachute marine"
)

NOUNS: dict[str, Noun] = {
    common(one.replace("+", " ")): noun for noun, words in _NOUNS.items() for one in listed(words)
}

_SORTS = {
    ActorClass.STATE_FORCES: Sort.FORCES,
    ActorClass.REBEL_GROUP: Sort.ARMED,
    ActorClass.POLITICAL_MILITIA: Sort.ARMED,
    ActorClass.IDENTITY_MILITIA: Sort.ARMED,
    ActorClass.RIOTERS: Sort.PEOPLE,
    ActorClass.PROTESTERS: Sort.PEOPLE,
    ActorClass.CIVILIANS: Sort.PEOPLE,
    ActorClass.EXTERNAL_FORCES: Sort.ALLIANCE,
    ActorClass.NGO: Sort.WATCH,
    ActorClass.MONITOR: Sort.WATCH,
    ActorClass.MEDIA: Sort.MEDIUM,
    ActorClass.GOVERNMENT: Sort.OFFICE,
    ActorClass.PARTY: Sort.OFFICE,
    ActorClass.INTERGOVERNMENTAL: Sort.OFFICE,
}


def noun_of(generic: Generic) -> Noun:
    """The noun that common words of the register are."""
    governs = generic.cls is ActorClass.GOVERNMENT and generic.body
    sort = Sort.RULE if governs else _SORTS[generic.cls]
    return Noun(sort, generic.cls, generic.body, generic.whence)
