"""Whether words without a number speak of one: "a child", "his wife", "Zuhair Rashid", not "civilians"."""

from __future__ import annotations

from dateline.resolving.numbers import listed

_ARTICLES = listed("a an the this that his her its their my our your whose")
_ONE = listed("another one each single sole lone")
_MANY = listed("many multiple numerous various countless every")

# The noun that is counted stands before these: "windows | of a small hotel", "houses | in the street".
_CLOSES = listed(
    """
    of in at on from with who whom which that where near by for to inside outside around amongst among
    between during after under over behind as when while whose was were is are has had have been
    including and
    """
)

# Nouns that count no things, and words that stand where a noun could and count none.
_UNCOUNTED = listed(
    """
    about aid all ammunition amount anyone armor armour army artillery booty bulk cargo cash cattle
    clergy clothing community crew crop crowd damage dead debris destruction down elderly electricity
    enemy entire equipment everybody everyone everything exodus extensive family farmland few flesh food
    foreign fuel furniture garrison glass ground group half hardware harm heavy help higher housing huge
    human humanity infantry information infrastructure injured jewellery jewelry land large leadership
    least light limited livestock loot loss lot machinery majority manpower many massive material
    materiel medicine merchandise military militia minor minority missing money more most much music
    none number numerous off oil opposition other out part people percentage personnel place plenty
    police population portion poultry press private produce property proportion public rank remainder
    rest row rubble scale serious severe share significant some staff stuff territory than timber toll
    traffic transport troop unknown up various volume waste water weaponry wheat wildlife wounded
    wreckage
    """
)
_PLURALS = listed("oxen feet teeth geese mice fedayeen mujahideen mujahidin peshmerga these those")
_SINGULARS_IN_S = listed("bus gas corps headquarters barracks crossroads series means lens chassis")
_ONE_ENDINGS = ("ss", "us", "is")
_PLURAL_ENDINGS = ("men", "children")
# "Heba al-Hajj bint Omar": these stand in a name without a capital.
_PARTICLES = listed("al el an ar as ash at ad az bin ibn bint abu umm van der de -")


def is_one(words: list[str]) -> bool:
    """Whether the noun that `words`, as written, lead up to is a single person or thing.

    >>> is_one("a captured pilot".split()), is_one("windows of a small hotel".split())
    (True, False)
    """
    if not words:
        return False
    first = words[0].lower()
    if first in _ONE:
        return len(words) == 1 or not _is_plural(_head(words[1:]).lower())
    if first in _MANY:  # "multiple civilian casualties", wherever the quantity was cut off
        return False
    phrase = words[1:] if first in _ARTICLES else words
    head = _head(phrase)
    noun = head.lower()
    if not head or noun in _UNCOUNTED or (head.islower() and head.endswith("ly")):
        return False
    if phrase is words and head.islower() and head.endswith("ed"):  # "reduced to rubble"
        return False
    return _is_name(phrase) or not _is_plural(noun)


def _head(words: list[str]) -> str:
    """The noun counted: the last word before a preposition, a verb or a comma; empty where there is none."""
    head = ""
    for at, word in enumerate(words):
        if word == "-":
            continue
        # "IS" and "AS" are names of armed groups.
        if not word[0].isalnum() or (not word.isupper() and word.lower() in _CLOSES):
            break
        if head and word.endswith("ed") and at + 1 < len(words) and words[at + 1] in _CLOSES:
            break  # "houses damaged by"
        if word.endswith("ing") and _is_plural(head.lower()) and at + 1 < len(words):
            break  # "fighters retreating to"
        head = word.removesuffix("'s")
    return head


def _is_name(words: list[str]) -> bool:
    """Two words or more, each with a capital: "Abu Firas", whatever letter the last one ends in."""
    capitals = words[0][0].isupper() and all(word[0].isupper() or word in _PARTICLES for word in words)
    return len(words) > 1 and capitals and not words[-1].endswith(("ns", "ts", "rs"))


def _is_plural(noun: str) -> bool:
    if noun in _PLURALS or noun.endswith(_PLURAL_ENDINGS):
        return True
    return noun.endswith("s") and noun not in _SINGULARS_IN_S and not noun.endswith(_ONE_ENDINGS)
