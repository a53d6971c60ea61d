"""Names as English reports spell them: one normal form for many spellings, and how close two names come.

A name in Arabic, Cyrillic, Hebrew, Persian or Burmese letters reaches an English report by one of several
systems, or by ear: Deir Ezzor, Deir ez-Zor, Dayr az Zawr. `normal` takes away what differs between usual
spellings of one name and hardly ever between two names; `closeness` weighs what is left. Every rule holds for
all languages at once, since a report does not say which one a name comes from; so what helps one language and
makes many names of another alike is left to the weights.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from dateline.resolving.nearness import form_closeness

__all__ = ["closeness", "folded", "form_closeness", "normal", "skeleton"]


def folded(words: str) -> str:
    """Small letters and digits without marks, parted by single spaces: "Ḩimş" is "hims".

    Hamza, ayn, soft signs and apostrophes go without a trace; any other sign parts words.

    >>> folded("Sana'a"), folded("Deir ez-Zor"), folded("Muş")
    ('sanaa', 'deir ez zor', 'mus')
    """
    return " ".join(_WORD.findall(words.casefold().translate(_PLAIN)))


@lru_cache(maxsize=4096)
def normal(words: str) -> str:
    """The normal form: equal for the usual spellings of one name. Empty where no letter or digit is left.

    >>> {normal(name) for name in ("Deir Ezzor", "Deir ez-Zor", "Dayr az Zawr", "Dayr az-Zor")}
    {'derzur'}
    >>> normal("Avdiivka"), normal("Zaouia"), normal("Al-Suwaydiyah")
    ('avdivka', 'zawia', 'suwedia')
    """
    tokens = folded(words).split()
    if len(tokens) > 1 and tokens[0] == "the":
        del tokens[0]
    whole = "".join(_ended(_HEADS.get(token, token)) for token in _without_articles(tokens))
    for pattern, into in _LETTERS:
        whole = pattern.sub(into, whole)
    return whole


def closeness(a: str, b: str) -> float:
    """How close two names come, from 0 to 1; 1 where they have the same normal form.

    >>> closeness("Tal Abyad", "Tell Abiad")
    1.0
    >>> closeness("Luhansk", "Lugansk") > 0.9 > closeness("Luhansk", "Donetsk")
    True
    """
    return form_closeness(normal(a), normal(b))


def skeleton(form: str) -> str:
    """The consonants of a normal form, those that spellings exchange made one: alike for most misspellings.

    A vowel that comes first shows as "a"; h and y are left out.

    >>> skeleton(normal("Kobane")) == skeleton(normal("Koubani")), skeleton(normal("Idlib"))
    (True, 'atlp')
    """
    bare = form.translate(_CONSONANTS)
    return "a" + bare if form[:1] in _VOWELS else bare


# ── letters ──────────────────────────────────────────────────────────────────────────────────────────────


class _Plain(dict[int, str]):
    """What becomes of a letter: worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code))
        self[code] = "".join(one for one in apart if not unicodedata.combining(one)).casefold()
        return self[code]


# Letters that Unicode does not take apart; and what some systems write for hamza, ayn, the soft and the hard
# sign, and reports leave out.
_PLAIN = _Plain(
    {
        **{ord(one): two for one, two in zip("ıøłđðəŋħɔ", "iolddenho", strict=True)},
        **{ord(one): two for one, two in (("þ", "th"), ("æ", "ae"), ("œ", "oe"))},
        **dict.fromkeys(map(ord, "'’‘‛ʻʼʽʾʿˈ`´′ʹ″ʺ"), ""),  # noqa: RUF001
    }
)
_WORD = re.compile(r"[^\W_]+")

_VOWELS = frozenset("aeiou")
_CONSONANTS = str.maketrans(
    {
        **dict.fromkeys("aeiouhy", ""),
        **dict.fromkeys("kgqx", "k"),  # with h left out, kh and gh, too
        **dict.fromkeys("szcj", "s"),  # sh, zh, ch, ts
        **dict.fromkeys("td", "t"),  # th, dh
        **dict.fromkeys("bpfvw", "p"),
    }
)

# ── words ────────────────────────────────────────────────────────────────────────────────────────────────

# The Arabic article goes, since reports write al-Bab, el-Bab and Bab alike. It stands alone: as written (al,
# el, ul), or as spoken before a "sun" letter, with which the next word then begins (az-Zawr, ash-Shaykh).
_AL = frozenset({"al", "el", "ul"})
_SPOKEN = re.compile(r"[aeu](th|dh|sh|ch|[tdrzsn])")
# Or it is glued to a word that is not the first (Deir Ezzor, Salah Uddin); a first word may well be Essen.
_GLUED = re.compile(r"[aeiu](?=(th|dh|sh|ch|[tdrzsn])\1)")
# "Servant of": Abdul Rahman, Abd al-Rahman, Abdurrahman.
_ABD = re.compile(r"abd(?:[aeou]+l+(?!$)|[aeou]+l*$|[aeou]+(?=([rszntd])\1))")


def _without_articles(tokens: list[str]) -> list[str]:
    kept: list[str] = []
    for token, following in pairwise([*tokens, ""]):
        spoken = _SPOKEN.fullmatch(token)
        if following and (token in _AL or (spoken and following.startswith(spoken[1]))):
            continue
        if kept and _GLUED.match(token):
            kept.append(token[1:])
        else:
            kept.append(_ABD.sub("abd", token, count=1))
    return kept


# Words that open many names and are spelt in ways that no rule on letters brings together.
_HEADS = {
    spelling: word
    for word, spellings in {
        "tel": "tal tall tell til",  # hill
        "jebel": "jabal jabel jebal djebel djebal djabal gebel gabal cebel",  # mountain
        "kafr": "kafar kfar kefr kafer kefar",  # village
        "khirbet": "khirbat khirbeh khirba khirbah kherbet kherbat kharbat khurbat hirbet hirbat",  # ruin
        "wadi": "oued ouadi vadi wady",  # dry valley
        "kala": "qalat qalaat qala kalat kalaa kalaat qalah qalaa kaleh",  # castle
        "kasr": "qasr gasr ksar qaser",  # fort
        "kiriat": "qiryat kiryat kiriyat qiriat",  # town
        "sheikh": "shaykh shaikh cheikh sheik sheykh shaik seyh",
        "bani": "beni banu banou bene bnei",  # sons of
        "bin": "ben ibn ebn",  # son of
        "haj": "hajj hadj hagg",
        "muhammad": "mohammed mohammad mohamed mohamad muhammed muhamad mehmed mohamud",
        "saint": "st",
        "mount": "mt",
        "fort": "ft",
    }.items()
    for spelling in spellings.split()
}

# Endings. -iya, -iyah, -iyeh, -iye, -ia and -ya are one (Latakia, Sulaymaniyah, Zaporizhzhya).
_IA = re.compile(r"(?<=[^aeiou])(?:[iy]+|ee)y?(?:a|e)h?$")
_SHORTEST = 3  # letters that a word needs to have an ending


def _ended(token: str) -> str:
    if len(token) < _SHORTEST:
        return token
    ended = _IA.sub("ia", token)
    if ended == token and token.endswith(("ah", "eh", "oh")):
        # The h of -ah is a letter of Arabic and Hebrew that is not heard: Hamah is Hama, Hasakeh Hasaka.
        return token[:-1] if token.endswith("oh") else token[:-2] + "a"
    return ended


# ── the letters of the whole name, its words run together: Khan Younis, Khanyounis ──────────────────────────

_LETTERS = [
    (re.compile(pattern), into)
    for pattern, into in (
        # Ways to write one sound.
        ("ck", "k"),
        ("q", "k"),  # Qamishli, Kamishli
        ("ph", "f"),
        ("tch", "ch"),  # French
        ("d+j|dzh", "j"),  # French Djibo; Cyrillic
        ("tt?z", "ts"),  # Hebrew Tzfat, Tsfat
        (r"c(?=[^eihyzcs]|$)", "k"),
        (r"ou(?=[aei])", "w"),  # French Zaouia, Ouagadougou
        (r"(kh|sh|zh|gh|th|dh|ch|ts)\1", r"\1"),  # Zaporizhzhia
        ("ee+", "i"),
        ("oo+", "u"),
        (r"(.)\1+", r"\1"),  # doubled: Raqqa, Dara'a
        # y: iy, yi, yy and ii of Cyrillic are i (Avdiivka, Avdiyivka), and so is y that sounds like it.
        ("[iy]{2,}", "i"),
        ("(?<=[^aeiouwy])y(?=[aeou])", "i"),
        ("(?<=[^aeiou])y(?![aeiou])", "i"),
        # ay, ai, ey and ei are one vowel (Dayr, Deir), aw, au, ow, ou, u and o another (Zawr, Zour, Zor).
        ("[ae][iy](?![aeou])", "e"),
        ("o", "u"),
        ("(?:a[uw]|uw|u+)(?![aei])", "u"),
        ("ij$", "i"),  # Slavic -ij, -iy
        (r"(.)\1+", r"\1"),
    )
]
