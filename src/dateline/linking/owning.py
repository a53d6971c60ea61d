"""Owning: whether a belligerent owns to what it is told to have done."""

from __future__ import annotations

import re

from dateline.domain import EventType
from dateline.linking.kinds import FAMILIES, Family


def owns(kind: EventType, cue: str | None, sentence: str) -> bool:
    """Whether a party that names itself as who did it owns to it thereby; `cue` is None on its own site.

    It has to say, announce or claim it: praise, pictures and threats are none of that. Only deeds of one
    side can be owned to: whoever says that it held talks admits nothing, and a clash has two sides. A
    sentence with a "not" in it may deny what an engine took for said, and whoever repels an attack or shoots
    missiles down did not carry it out; they count for no admission.

    >>> from dateline.domain import EventType
    >>> shelling = EventType.SHELLING
    >>> owns(shelling, "said", "The army said that it had shelled the town."), owns(shelling, "hailed", "")
    (True, False)
    >>> owns(shelling, "called", "It called reports that its guns had shelled the town untrue.")
    False
    """
    says = cue is None or not _WORD.search(cue) or (_SAYS.search(cue) and not _PRAISE.search(cue))
    return bool(says) and is_deed(kind) and not (_DENIES.search(sentence) or _REPELS.search(sentence))


def is_deed(kind: EventType) -> bool:
    """Whether a happening of a type is the deed of one side, which others suffer."""
    return bool(FAMILIES[kind] & _DEEDS) and kind not in _OF_BOTH_SIDES


def claims_it(kind: EventType, cue: str, content: str, *, by_name: bool) -> bool:
    """Whether words take responsibility, which is for the deed and for whatever came of it.

    `by_name` says that nothing but the speaker's own name stands for who did it: "claimed an attack".

    >>> raid = EventType.ASSAULT
    >>> claims_it(raid, "claimed responsibility for", "the raid", by_name=True)
    True
    >>> claims_it(raid, "claimed", "a raid on the mill", by_name=True)
    True
    >>> claims_it(raid, "claimed", "its men raided the mill", by_name=False)
    False
    """
    if kind in _OF_GROUND:
        return False
    named = by_name and _CLAIMED.search(cue) and not _CLAUSE.match(content)
    return bool(named or _TAKES.search(f"{cue} {content}"[: len(cue) + _HEAD]))


def means_itself(words: str, before: str, *, by_name: bool, content: str) -> bool:
    """Whether the words for who did it mean whoever speaks.

    A reporter's or an enemy's word ("the regime") is theirs, unless it is the speaker's own ("its gangs"),
    which `before`, the words before it, shows. Where the only word for it is the speaker's own name
    (`by_name`), what is claimed has to speak of "it", or be no more than a noun.

    >>> means_itself("regime", "planes of the ", by_name=False, content="planes of the regime had hit Marj")
    False
    >>> means_itself("The army", "", by_name=True, content="rebels had shelled its posts")
    True
    >>> means_itself("Norland", "", by_name=True, content="a raid had killed two of the guards")
    False
    """
    if by_name:
        return bool(_SELF.search(content) or not _VERB.search(content))
    return not _ENEMY.search(words) or bool(_OWN.search(before))


_DEEDS = frozenset({Family.VIOLENCE, Family.CONTROL, Family.CUSTODY, Family.CRACKDOWN})
_OF_GROUND = frozenset({EventType.CAPTURE, EventType.SIEGE})  # "claims full control" is no confession
_OF_BOTH_SIDES = frozenset({EventType.CLASH, EventType.WITHDRAWAL})
_HEAD = 25  # letters of a content in which "responsibility" still is what is claimed
_WORD = re.compile(r"\w")
_SAYS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|announc\w*|claim\w*|confirm\w*|acknowledg\w*|admi(?:t|ssion)\w*"
    r"|declar\w*|stat(?:e|es|ed|ing|ement)|report(?:s|ed|ing)?|according|add(?:s|ed|ing)?|reveal\w*|disclos\w*"
    r"|indicat\w*|insist\w*|not(?:e|es|ed|ing)|expla\w+|communiqu\w*|post(?:s|ed|ing)?|tweet\w*|wr(?:ote|ites?|iting)"
    r"|publish\w*|accept\w*|responsib\w*|quot\w*|cit(?:e|es|ed|ing)|describ\w*|respond\w*|repl(?:y|ied|ies)"
    r"|affirm\w*|assert\w*|boast\w*|recount\w*|confess\w*)\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(r"\bclaim\w*", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\s*(?:(?:that|it|they|its|their|he|to have)\b|\S+(?:\s+\S+){0,3}\s+(?:had|has|have|was|were)\b)",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\b(?:claim\w*|took|tak(?:e|es|en|ing)|accept\w*|assum\w*)\s+(?:\w+\s+)?(?:responsib\w*|credit for)"
    r"|\b(?:admi(?:t|ts|tted|tting)|acknowledg\w*|confess\w*|own(?:s|ed)? up to)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:it|its|itself|they|their|them|we|our|us|he|his|she|her|I|my|to have)\b"
    r"(?!\s+(?:opponent|enem|rival|foe))",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:had|has|have|was|were|is|are|been)\b", re.IGNORECASE)
_ENEMY = re.compile(r"\b(?:regime|terrorists?|takfiris?|mercenar\w+|gangs?|occup\w+)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:its|their|our|his|her)\s+(?:\w+\s+)?$", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:not|never|no|nor|none|neither|den(?:y|ies|ied|ying|ials?)|reject\w*|untrue|false|falsehoods?|fabricat\w*"
    r"|baseless|unfounded|refut\w*|dismiss\w*|alleg\w*|accus\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_REPELS = re.compile(
    r"\b(?:repel\w*|repuls\w*|foil\w*|thwart\w*|intercept\w*|(?:fend|ward|beat|fought|push|drove|driv)\w*\s+(?:off|back)"
    r"|sh(?:oo|o)t(?:ing|s)?\s+(?:it\s+|them\s+)?down)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:prais|hail(?:ed|s|ing)?\b|welcom|celebrat|laud|salut|congratulat|applaud|bless|glorif|condemn|denounc"
    r"|deplor|mourn|regret)",
    re.IGNORECASE,
)
