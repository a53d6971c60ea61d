"""Lowering: words that opened a sentence in their report, as they stand within one."""

from __future__ import annotations

import re


def lowered(words: str) -> str:
    """Words that open a sentence in their report, as they stand within one: no name loses its capital.

    >>> lowered("Initial reports"), lowered("Marj hospital"), lowered("Pro-plain fighters")
    ('initial reports', 'Marj hospital', 'pro-plain fighters')
    """
    return words[0].lower() + words[1:] if _COMMON.match(words) else words


_COMMON = re.compile(
    r"(?:Government|State|Army|Rebels?|Militants?|Fighters?|Gunm[ae]n|Armed|Unknown|Unidentified"
    r"|Warplanes?|Aircraft|Jets?"
    r"|Helicopters?|Drones?|Soldiers?|Troops|Forces|Security|Police|Opposition|Regime|Local|Residents?"
    r"|Civilians?"
    r"|Protesters?|People|Militia\w*|Insurgents?|Shells?|Rockets?|Artillery|Mortars?|Missiles?|Attackers?"
    r"|Units?|Members?"
    r"|Famil(?:y|ies)|Dozens|Hundreds|Several|Some|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|An?|The"
    r"|At|Up|More"
    r"|Special|Border|Allied|Pro-|Anti-|Naval|Air|Ground|Tribal|Jihadists?|Islamists?|Witness(?:es)?"
    r"|Activists?"
    r"|Officials?|Sources?|Medics?|Military|Medical|Another|Other|No|Numerous|Many|One|Relatives?"
    r"|Villagers?|Doctors?"
    r"|Initial|Multiple|Various|Reliable|Informed|Images?|Videos?|Photos?|Pictures?|Footage|Posts?"
    r"|Publicly|All|Only"
    r"|Eye-?witness(?:es)?|Survivors?|Neighbou?rs?|Reports?|Statements?|Media|Television|Hospital|Health"
    r"|Rescue\w*"
    r"|Terrorists?|Civilian|Children|Women|Men|Houses?|Homes?|Buildings?|Schools?|Positions?|Vehicles?"
    r"|Tanks?|Explosive"
    r"|Foreign-?\w*|Opposition-\w+|Government-\w+|Regime-\w+|Rebel-\w+|Senior|Unnamed|Anonymous|Accounts?"
    r"|Statistics"
    r"|Surviving|Field|Available|Identical|Independent|Private|Family|Syrian opposition activists?|Later"
    r"|Further|Additional|Preliminary|Different|Certain|Most|Both|Simultaneous|Diplomatic|Diplomats?"
    r"|Twitter users?)"
    r"(?:\b|(?<=-))"
)
