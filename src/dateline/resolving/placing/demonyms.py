"""Words for the people of a country, and short forms of its divisions: "Syrian", "W.Va."."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.resolving.placing.kinds import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Country codes (ISO 3166-1) and the words for their people and things; a plural needs no line of its own.
_TABLE = """
AF Afghan; AL Albanian; DZ Algerian; AO Angolan; AR Argentine Argentinian; AM Armenian; AU Australian
AT Austrian; AZ Azerbaijani Azeri; BH Bahraini; BD Bangladeshi; BY Belarusian Belarussian; BE Belgian
BJ Beninese; BT Bhutanese; BO Bolivian; BA Bosnian; BW Botswanan; BR Brazilian; BG Bulgarian; BF Burkinabe
BI Burundian; KH Cambodian; CM Cameroonian; CA Canadian; CF Central-African; TD Chadian; CL Chilean
CN Chinese; CO Colombian; CD Congolese; CR Costa-Rican; HR Croatian Croat; CU Cuban; CY Cypriot; CZ Czech
DK Danish Dane; DJ Djiboutian; EC Ecuadorian Ecuadorean; EG Egyptian; SV Salvadoran Salvadorean; ER Eritrean
EE Estonian; ET Ethiopian; FJ Fijian; FI Finnish Finn; FR French Frenchman Frenchmen; GA Gabonese; GM Gambian
GE Georgian; DE German; GH Ghanaian; GR Greek; GT Guatemalan; GN Guinean; GY Guyanese; HT Haitian; HN Honduran
HU Hungarian; IS Icelandic Icelander; IN Indian; ID Indonesian; IR Iranian; IQ Iraqi
IE Irish Irishman Irishmen; IL Israeli; IT Italian; CI Ivorian; JM Jamaican; JP Japanese; JO Jordanian
KZ Kazakh Kazakhstani; KE Kenyan; XK Kosovar; KW Kuwaiti; KG Kyrgyz; LA Laotian; LV Latvian; LB Lebanese
LR Liberian; LY Libyan; LT Lithuanian; MG Malagasy; MW Malawian; MY Malaysian; ML Malian; MT Maltese
MR Mauritanian; MX Mexican; MD Moldovan; MN Mongolian; ME Montenegrin; MA Moroccan; MZ Mozambican
MM Burmese; NA Namibian; NP Nepali Nepalese; NL Dutch; NI Nicaraguan; NE Nigerien; NG Nigerian
KP North-Korean; NO Norwegian; OM Omani; PK Pakistani; PS Palestinian; PA Panamanian; PY Paraguayan
PE Peruvian; PH Philippine Filipino; PL Polish; PT Portuguese; QA Qatari; RO Romanian; RU Russian; RW Rwandan
SA Saudi; SN Senegalese; RS Serbian Serb; SL Sierra-Leonean; SG Singaporean; SK Slovak Slovakian
SI Slovenian Slovene; SO Somali Somalian; ZA South-African; KR South-Korean; SS South-Sudanese
ES Spanish Spaniard; LK Sri-Lankan; SD Sudanese; SE Swedish Swede; CH Swiss; SY Syrian; TW Taiwanese
TJ Tajik; TZ Tanzanian; TH Thai; TG Togolese; TN Tunisian; TR Turkish Turk; TM Turkmen; UG Ugandan
UA Ukrainian; AE Emirati; GB British Briton English Scottish Welsh Englishman Scot; US American
UY Uruguayan; UZ Uzbek; VE Venezuelan; VN Vietnamese; YE Yemeni; ZM Zambian; ZW Zimbabwean
"""
_DEMONYMS: dict[str, str] = {
    word.replace("-", " ").lower(): code
    for entry in re.split(r"[;\n]", _TABLE.strip())
    for code, *words in [entry.split()]
    for word in words
}
DEMONYM_WORDS = one_of(_DEMONYMS).replace(r"\ ", "[ -]")
# With a capital: "turkish" and "polish" in small letters may be anything.
_DEMONYM = re.compile(rf"\b(?=[A-Z])(?i:({DEMONYM_WORDS}))s?\b")

# The divisions of the United States as newspapers shorten them (Associated Press and post office), and
# those of other countries that are often written short.
_STATES = """
Ala. AL=Alabama; AK=Alaska; Ariz. AZ=Arizona; Ark. AR=Arkansas; Calif. CA=California; Colo. CO=Colorado
Conn. CT=Connecticut; Del. DE=Delaware; Fla. FL=Florida; Ga. GA=Georgia; HI=Hawaii; ID=Idaho; Ill. IL=Illinois
Ind. IN=Indiana; IA=Iowa; Kan. Kans. KS=Kansas; Ky. KY=Kentucky; La. LA=Louisiana; ME=Maine; Md. MD=Maryland
Mass. MA=Massachusetts; Mich. MI=Michigan; Minn. MN=Minnesota; Miss. MS=Mississippi; Mo. MO=Missouri
Mont. MT=Montana; Neb. Nebr. NE=Nebraska; Nev. NV=Nevada; N.H. NH=New Hampshire; N.J. NJ=New Jersey
N.M. NM=New Mexico; N.Y. NY=New York; N.C. NC=North Carolina; N.D. ND=North Dakota; OH=Ohio
Okla. OK=Oklahoma; Ore. OR=Oregon; Pa. Penn. PA=Pennsylvania; R.I. RI=Rhode Island; S.C. SC=South Carolina
S.D. SD=South Dakota; Tenn. TN=Tennessee; Tex. TX=Texas; UT=Utah; Vt. VT=Vermont; Va. VA=Virginia
Wash. WA=Washington; W.Va. WV=West Virginia; Wis. Wisc. WI=Wisconsin; Wyo. WY=Wyoming
D.C. DC=District of Columbia
"""
_SHORT: dict[str, tuple[str, str]] = {
    short: ("US", name.strip())
    for entry in re.split(r"[;\n]", _STATES.strip())
    for shorts, _, name in [entry.partition("=")]
    for short in shorts.split()
} | {
    "NSW": ("AU", "New South Wales"),
    "B.C.": ("CA", "British Columbia"),
    "P.E.I.": ("CA", "Prince Edward Island"),
    "PEI": ("CA", "Prince Edward Island"),
    "Ont.": ("CA", "Ontario"),
    "Que.": ("CA", "Quebec"),
    "Alta.": ("CA", "Alberta"),
    "Sask.": ("CA", "Saskatchewan"),
    "Man.": ("CA", "Manitoba"),
    "KP": ("PK", "Khyber Pakhtunkhwa"),
}
_ALSO = {"WA": ("AU", "Western Australia")}  # shortened like one of the United States


def demonyms(text: str) -> Iterator[tuple[int, int, str]]:
    """Where `text` has words for the people of a country, and its code.

    >>> list(demonyms("Two Syrians and a South African"))
    [(4, 11, 'SY'), (18, 31, 'ZA')]
    """
    for match in _DEMONYM.finditer(text):
        yield match.start(), match.end(), _DEMONYMS[match[1].lower().replace("-", " ")]


@lru_cache(maxsize=4096)
def country_of(demonym: str) -> str | None:
    """The country whose people `demonym` names, singular or plural."""
    word = demonym.lower().replace("-", " ")
    return _DEMONYMS.get(word) or _DEMONYMS.get(word.removesuffix("s"))


def divisions_of(short: str) -> list[tuple[str, str]]:
    """Country and name of the divisions that newspapers write so short.

    >>> divisions_of("W. Va."), divisions_of("WA")
    ([('US', 'West Virginia')], [('US', 'Washington'), ('AU', 'Western Australia')])
    """
    close = short.replace(" ", "")
    return [found for found in (_SHORT.get(close) or _SHORT.get(close + "."), _ALSO.get(close)) if found]
