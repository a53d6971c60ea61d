"""The register of actors that ships: its files hold together, and a name is whose it was on the day."""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

import dateline.adapters.register
from dateline.adapters.register import load_register
from dateline.adapters.register.items import read_items
from dateline.domain import ActorClass
from dateline.resolving.acting.forms import Case, case_of, normal, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.adapters.register import Roster

Fields: TypeAlias = "Mapping[str, object]"

REGISTER = Path(dateline.adapters.register.__file__).parent
FILES = sorted((REGISTER / "actors").glob("*.yaml"))
DOCS = Path(__file__).parents[2] / "docs" / "reference" / "register.md"
COUNTRY_RULES = {"said", "place", "home"}

# Several actors bear each of these at one time, and reports mean now one and now the other. Whoever adds one
# has looked at both: a name that got into two entries by an oversight belongs into one of them only.
AMBIGUOUS = {
    "AA": {"anadolu", "arakan-army"},
    "ADF": {"adf", "australia-armed-forces"},
    "AFP": {"afp", "philippines-armed-forces"},
    "Ahlu Sunna wal Jamaa": {"ahlu-sunna-waljama", "isis-mozambique"},
    "ANF": {"al-nusra-front", "anf-news"},
    "Ansar al-Islam": {"ansar-al-islam", "ansarul-islam"},
    "Ansar al-Sharia": {"ansar-al-sharia-libya", "ansar-al-sharia-yemen"},
    "CNA": {"cna-catholic", "cnf"},
    "CRP": {"convention-popular-revolution", "sudan-police"},
    "DRC": {"dr-congo-government", "drc-danish"},
    "ERP": {"erp-argentina", "erp-el-salvador"},
    "FPM": {"free-patriotic-movement", "morazan-front"},
    "ISF": {"asayish-syria", "iraq-security-forces", "lebanon-internal-security"},
    "ISI": {"al-qaeda-in-iraq", "pakistan-isi"},
    "JEM": {"jaish-e-mohammed", "jem"},
    "LDF": {"local-defence-forces-syria", "pdf-myanmar"},
    "Lebanese Forces": {"lebanese-forces-party", "lebanon-armed-forces"},
    "NPA": {"north-press", "npa-philippines"},
    "NRF": {"national-resistance-yemen", "nrf-afghanistan"},
    "People's Defence Forces": {"hpg", "pdf-myanmar"},
    "PLA": {"china-armed-forces", "palestine-liberation-army"},
    "PNA": {"palestine-government", "philippine-news-agency"},
    "PNC": {"dr-congo-police", "el-salvador-civil-police"},
    "PNP": {"peru-police", "philippines-police"},
    "PRC": {"china-government", "popular-resistance-committees"},
    "PTI": {"pti", "pti-india"},
    "Quds Brigades": {"al-quds-brigades", "liwa-al-quds"},
    "RCAF": {"cambodia-armed-forces", "canada-air-force"},
    "Republican Guard": {"iraq-republican-guard-saddam", "syria-republican-guard", "yemen-republican-guard"},
    "RSF": {"rsf", "rsf-reporters"},
    "SAC": {"myanmar-government", "syrian-arab-coalition"},
    "SNA": {"sna", "somalia-armed-forces"},
    "SRF": {"srf", "syria-revolutionaries-front"},
    "TDF": {"tigray-defence-forces", "ukraine-territorial-defence"},
}

# Who was meant by a name on a day: the first of the actors that the register gives.
HELD = [
    ("Jabhat al-Nusra", date(2015, 5, 1), "al-nusra-front"),
    ("Nusra Front", date(2016, 9, 1), "jabhat-fatah-al-sham"),
    ("al-Nusra", date(2018, 9, 1), "hts"),
    ("Free Syrian Army", date(2013, 6, 1), "fsa"),
    ("FSA", date(2020, 1, 15), "sna"),
    ("Liwa al-Islam", date(2012, 9, 1), "jaish-al-islam"),
    ("Islamic State of Iraq", date(2008, 1, 1), "al-qaeda-in-iraq"),
    ("Islamic State", date(2015, 1, 1), "isis"),
    ("Ansar Bait al-Maqdis", date(2013, 8, 1), "isis-sinai"),
    ("New Syrian Army", date(2016, 6, 1), "syrian-free-army"),
    ("Syrian government", date(2016, 12, 1), "syria-government-assad"),
    ("Syrian government", date(2024, 12, 7), "syria-government-assad"),
    ("Syrian government", date(2024, 12, 8), "syria-government"),
    ("Syrian army", date(2025, 7, 1), "syria-armed-forces"),
    ("Syrian Interior Ministry", date(2019, 1, 1), "syria-interior-ministry-assad"),
    ("Taliban", date(2010, 1, 1), "taliban"),
    ("Taliban", date(2021, 8, 15), "taliban"),
    ("Taliban", date(2023, 1, 1), "afghanistan-government"),
    ("Kabul", date(2012, 1, 1), "afghanistan-government-republic"),
    ("Russian mercenaries", date(2019, 1, 1), "wagner"),
    ("Russian mercenaries", date(2025, 9, 1), "africa-corps"),
    ("Tatmadaw", date(2017, 9, 1), "myanmar-armed-forces-civilian"),
    ("Tatmadaw", date(2022, 9, 1), "myanmar-armed-forces"),
    ("Libyan government", date(2010, 1, 1), "libya-government-gaddafi"),
    ("Libyan government", date(2018, 1, 1), "libya-gna"),
    ("Libyan government", date(2023, 1, 1), "libya-gnu"),
    ("SPLA", date(1995, 1, 1), "spla"),
    ("SPLA", date(2014, 1, 1), "south-sudan-armed-forces"),
    ("Department of War", date(2026, 1, 1), "us-defence-ministry"),
    ("Iraqi army", date(1991, 1, 17), "iraq-armed-forces-saddam"),
    ("Iraqi army", date(2016, 10, 17), "iraq-armed-forces"),
    ("Syria TV", date(2016, 4, 1), "syrian-state-tv"),
    ("Syria TV", date(2020, 4, 1), "syria-tv"),
]

# Names as reports write them, of actors of every kind, whatever the day.
NAMED = [
    ("SDF", "sdf"),
    ("QSD militia", "sdf"),
    ("People’s Protection Units", "ypg"),
    ("Da’esh", "isis"),
    ("Hashd al-Shaabi", "pmf"),
    ("Ansar Allah", "houthis"),
    ("Rapid Support Forces", "rsf"),
    ("Izz ad-Din al-Qassam Brigades", "al-qassam-brigades"),
    ("Sendero Luminoso", "shining-path"),
    ("Farabundo Marti National Liberation Front", "fmln"),
    ("UC-ELN", "eln"),
    ("M-19", "m-19"),
    ("U.S.-led coalition", "cjtf-oir"),
    ("Pentagon", "us-defence-ministry"),
    ("Kremlin", "russia-government"),
    ("UN refugee agency", "unhcr"),
    ("SOHR", "sohr"),
    ("HTS", "hts"),
    ("H*T*S", "hts"),
    ("Isil", "isis"),
    ("Nato", "nato"),
    ("Unicef", "unicef"),
    ("Al-Monitor", "al-monitor"),
    ("US Secretary of State", "us-foreign-ministry"),
    ("White Helmets", "white-helmets"),
    ("Médecins Sans Frontières", "msf"),
    ("SANA", "sana"),
    ("Enab Baladi", "enab-baladi"),
]


# Who headed what on a day.
HEADED = [
    ("Bashar al-Assad", date(2016, 1, 1), "syria-government-assad"),
    ("Erdogan", date(2019, 10, 9), "turkey-government"),
    ("Barack Obama", date(2014, 9, 1), "us-government"),
    ("Barack Obama", date(2020, 9, 1), None),
    ("Nasrallah", date(2016, 1, 1), "hezbollah"),
    ("Mazloum Abdi", date(2019, 10, 1), "sdf"),
    ("Julani", date(2015, 1, 1), "al-nusra-front"),
    ("Julani", date(2019, 1, 1), "hts"),
    ("Staffan de Mistura", date(2016, 1, 1), "un-special-envoy-syria"),
    ("Haftar", date(2019, 4, 4), "lna"),
]

# Media that a state or a body of several states pays, and whose editors decide for themselves.
INDEPENDENT = {"al-jazeera", "voa", "rferl", "radio-free-asia", "radio-okapi"}
OWNERS = {"government", "state_forces", "rebel_group", "political_militia", "identity_militia", "party"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `start` to `end`, both included."""

    start: date = date.min
    end: date = date.max

    def meets(self, other: Span) -> bool:
        """Whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who bears a name, and when."""

    key: str
    when: Span


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return load_register(cache=tmp_path_factory.mktemp("cache"))


# ── the files ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_register_holds_at_least_350_actors() -> None:
    assert len(_entries()) >= 350


def test_every_id_is_unique_and_in_kebab_case() -> None:
    ids = Counter(_text(entry, "id") for entry in _entries())
    assert [key for key, times in ids.items() if times > 1] == []
    assert [key for key in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_sorted_by_name_and_tells_on_top_what_it_holds(file: Path) -> None:
    names = [_text(item.fields, "name").casefold() for item in read_items(file)]
    assert names == sorted(names)
    assert file.read_text(encoding="utf-8").startswith("# ")


def test_every_class_is_one_of_the_domain() -> None:
    known = set(ActorClass)
    assert {_text(entry, "class") for entry in (*_entries(), *_generic())} <= known


def test_every_sector_is_one_that_the_docs_list() -> None:
    listed = set(re.findall(r"^\| `([A-Z]{3})` \|", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {_text(entry, "sector") for entry in (*_entries(), *_generic())} <= listed


def test_every_country_is_a_land_of_the_demonyms() -> None:
    lands = {_text(land, "country") for land in _lands()}
    assert {str(entry["country"]) for entry in _entries() if entry["country"]} - lands == set()


def test_every_tie_leads_to_an_entry() -> None:
    ids = {_text(entry, "id") for entry in _entries()}
    lost = [(_text(one, "id"), key) for one in _entries() for key, _ in _ties(one) if key not in ids]
    assert lost == []


def test_nobody_is_part_of_itself() -> None:
    parents = {_text(entry, "id"): {key for key, _ in _ties(entry, "parents")} for entry in _entries()}
    for key, own in parents.items():
        above, seen = own, set[str]()
        while above - seen:
            seen |= above
            above = {upper for one in above for upper in parents[one]}
        assert key not in seen


def test_every_period_ends_no_sooner_than_it_starts() -> None:
    for entry in _entries():
        for span in _spans(entry):
            assert span.start <= span.end, entry["id"]


def test_what_an_actor_bore_or_was_part_of_lies_in_the_days_of_its_life() -> None:
    outside = [
        _text(entry, "id") for entry in _entries() for span in _spans(entry) if not span.meets(_span(entry))
    ]
    assert outside == []


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_name_is_borne_by_two_actors_at_one_time_but_for_those_known_to_be() -> None:
    assert _shared() == {normal(name): bearers for name, bearers in AMBIGUOUS.items()}


@pytest.mark.parametrize(("words", "day", "key"), HELD)
def test_a_name_is_whose_it_was_on_the_day(roster: Roster, words: str, day: date, key: str) -> None:
    assert [actor.id for actor in roster.named(words, day)][:1] == [key]


@pytest.mark.parametrize(("words", "key"), NAMED)
def test_actors_are_found_by_the_names_that_reports_give_them(roster: Roster, words: str, key: str) -> None:
    assert [actor.id for actor in roster.named(words, date(2018, 11, 23))] == [key]


def test_no_two_actors_share_an_item_of_wikidata() -> None:
    items = Counter(entry["wikidata"] for entry in _entries() if entry.get("wikidata"))
    assert [item for item, times in items.items() if times > 1] == []


def test_no_two_actors_share_a_site() -> None:
    sites = Counter(site for entry in _entries() for site in _words(entry, "domains"))
    assert [site for site, times in sites.items() if times > 1] == []
    assert [site for site in sites if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", site)] == []


# ── whom somebody sides with, and who heads it ───────────────────────────────────────────────────────────


def test_states_alliances_monitors_and_bodies_of_several_states_side_with_nobody() -> None:
    own = [
        _text(entry, "id")
        for entry in _entries()
        if _mappings(entry, "alignment")
        and (entry.get("body") or _text(entry, "class") in {"intergovernmental", "monitor"})
    ]
    assert own == []


@pytest.mark.parametrize("key", ["sdf", "ypg", "cjtf-oir", "afp", "reuters", "white-helmets", "sohr", "isis"])
def test_partners_and_independent_media_side_with_nobody(roster: Roster, key: str) -> None:
    for day in (date(2016, 6, 1), date(2019, 6, 1), None):
        actor = roster.actor(key, day)
        assert actor
        assert actor.alignment is None


@pytest.mark.parametrize(
    ("key", "side"),
    [
        ("sana", "syria-government-assad"),
        ("ndf-syria", "syria-government-assad"),
        ("sna", "turkey-government"),
        ("amaq", "isis"),
        ("hezbollah", "iran-government"),
        ("wagner", "russia-government"),
    ],
)
def test_who_takes_orders_or_pay_or_is_owned_sides_with_whoever_gives_them(
    roster: Roster, key: str, side: str
) -> None:
    actor = roster.actor(key, date(2019, 6, 1))
    assert actor
    assert actor.alignment == side


def test_a_medium_of_a_state_or_a_group_sides_with_it_unless_its_editors_decide() -> None:
    classes = {_text(entry, "id"): _text(entry, "class") for entry in _entries()}
    without = {
        _text(entry, "id")
        for entry in _entries()
        if _text(entry, "class") == "media"
        and not _mappings(entry, "alignment")
        and any(classes[key] in OWNERS for key, _ in _ties(entry, "parents"))
    }
    assert without == INDEPENDENT - {"radio-okapi"}


def test_what_a_state_or_a_group_owns_is_no_agency_and_no_local_medium() -> None:
    owned = {
        _text(entry, "id"): entry["outlet"]
        for entry in _entries()
        if "outlet" in entry and _text(entry, "id") not in INDEPENDENT and _mappings(entry, "parents")
    }
    assert owned == {"acan-efe": "agency"}  # an agency's agency


@pytest.mark.parametrize("name", ["Twitter", "Facebook", "Telegram", "YouTube"])
def test_a_platform_is_no_actor(roster: Roster, name: str) -> None:
    assert roster.named(name, None) == ()


@pytest.mark.parametrize(("person", "day", "key"), HEADED)
def test_a_person_heads_whatever_he_headed_on_the_day(
    roster: Roster, person: str, day: date, key: str | None
) -> None:
    headed = roster.head(person, day)
    assert (headed and headed.id) == key


def test_nobody_heads_two_actors_at_one_time_and_none_before_it_was_founded() -> None:
    heads = defaultdict(list)
    for entry in _entries():
        for head in _mappings(entry, "heads"):
            assert _span(head).meets(_span(entry)), entry["id"]
            for person in _words(head, "names"):
                heads[normal(person)].append(Bearer(key=_text(entry, "id"), when=_span(head)))
    assert {person: pairs for person, of in heads.items() if (pairs := list(_at_one_time(of)))} == {}


def test_every_acronym_has_two_capitals_or_one_and_a_digit() -> None:
    short = [words_of(one) for entry in _entries() for one in _words(entry, "acronyms")]
    assert [one for one in short if len(one) == 1 and case_of(one) is not Case.SHORT] == []


# ── states ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_state_has_no_two_bodies_of_a_kind_at_one_time() -> None:
    bodies = defaultdict(list)
    for entry in _entries():
        if entry.get("body"):
            bodies[entry["country"], entry["body"]].append(Bearer(key=_text(entry, "id"), when=_span(entry)))
    doubled = [pair for bearers in bodies.values() for pair in _at_one_time(bearers)]
    assert doubled == []


def test_every_capital_that_stands_for_a_government_is_a_name_of_it(roster: Roster) -> None:
    day = date(2018, 11, 23)
    for land in _lands():
        government = roster.body(_text(land, "country"), "government", day)
        for capital in [*_words(land, "capitals"), *([_text(land, "capital")] if "capital" in land else [])]:
            assert government is None or government in roster.named(capital, day), capital


@pytest.mark.parametrize(
    "country", ["SY", "IQ", "TR", "IL", "RU", "UA", "US", "IR", "SA", "SD", "ET", "MM", "CO"]
)
def test_states_at_war_have_a_government_and_armed_forces(roster: Roster, country: str) -> None:
    for day in (date(2012, 6, 1), date(2018, 6, 1), date(2025, 6, 1)):
        government = roster.body(country, "government", day)
        forces = roster.body(country, "armed_forces", day)
        assert government
        assert government.cls is ActorClass.GOVERNMENT
        assert forces
        assert forces.cls is ActorClass.STATE_FORCES
        assert forces.parent == government.id


# ── words that name nobody, lands and communities ────────────────────────────────────────────────────────


def test_no_generic_word_stands_twice() -> None:
    words = Counter(word.casefold() for entry in _generic() for word in _words(entry, "words"))
    assert [word for word, times in words.items() if times > 1] == []


def test_generic_words_find_their_country_by_a_known_rule_and_stand_for_known_actors() -> None:
    ids = {_text(entry, "id") for entry in _entries()}
    bodies = {entry["body"] for entry in _entries() if entry.get("body")}
    for entry in _generic():
        assert set(entry) <= {"words", "class", "sector", "country", "body", "means"}, entry
        assert entry["country"] in COUNTRY_RULES
        assert entry.get("body") in {None, *bodies}
        means = entry.get("means") or {}
        assert isinstance(means, dict)
        for country in means:
            assert {*_words(means, country)} <= ids


def test_every_land_has_a_name_and_no_region_is_another_lands() -> None:
    assert all(_text(land, "name") for land in _lands())
    words = Counter(normal(word) for land in _lands() for word in _words(land, "regions"))
    lands = {form for land in _lands() for form in _forms(land)}
    assert [word for word, times in words.items() if times > 1 or word in lands] == []


def test_a_word_for_a_land_or_a_community_stands_for_one_of_them_only() -> None:
    words = Counter(form for entry in (*_lands(), *_communities()) for form in _forms(entry))
    assert [word for word, times in words.items() if times > 1] == []
    assert len(words) >= 120


def test_a_community_sides_only_with_actors_that_are_in_the_register() -> None:
    ids = {_text(entry, "id") for entry in _entries()}
    for entry in _communities():
        sides = _mappings(entry, "sides")
        assert {str(side["with"]) for side in sides} <= ids, entry["name"]
        assert {str(side["in"]) for side in sides} <= {*_words(entry, "countries")}, entry["name"]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _entries() -> tuple[Fields, ...]:
    return tuple(item.fields for file in FILES for item in read_items(file))


@cache
def _lands() -> tuple[Fields, ...]:
    return tuple(item.fields for item in read_items(REGISTER / "demonyms.yaml"))


@cache
def _communities() -> tuple[Fields, ...]:
    return tuple(item.fields for item in read_items(REGISTER / "communities.yaml"))


@cache
def _generic() -> tuple[Fields, ...]:
    return tuple(item.fields for item in read_items(REGISTER / "generic.yaml"))


def _text(fields: Fields, name: str) -> str:
    value = fields[name]
    assert isinstance(value, str), fields
    return value


def _words(fields: Fields, name: str) -> list[str]:
    value = fields.get(name) or []
    assert isinstance(value, list), fields
    return [str(word) for word in value]


def _mappings(fields: Fields, name: str) -> list[Fields]:
    value = fields.get(name) or []
    assert isinstance(value, list), fields
    return value


def _forms(entry: Fields) -> set[str]:
    """The normal forms of the words for a land or a community."""
    words = [word for field in ("names", "demonyms", "words") for word in _words(entry, field)]
    return {normal(word) for word in [*words, *([_text(entry, "name")] if "country" in entry else [])]}


def _ties(entry: Fields, *names: str) -> Iterator[tuple[str, Span]]:
    for name in names or ("parents", "alignment"):
        for tie in _mappings(entry, name):
            yield _text(tie, "of" if name == "parents" else "with"), _span(tie)


def _spans(entry: Fields) -> Iterator[Span]:
    yield _span(entry)
    yield from (span for _, span in _ties(entry))
    yield from (_span(held) for held in _mappings(entry, "held"))


def _span(fields: Fields) -> Span:
    return Span(
        start=_day(str(fields["from"]), last=False) if fields.get("from") else date.min,
        end=_day(str(fields["to"]), last=True) if fields.get("to") else date.max,
    )


def _day(written: str, *, last: bool) -> date:
    """The first or last day of "2014", "2014-06" or "2014-06-29"."""
    assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", written), written
    year, month, day = (int(part) for part in (written + "-00-00").split("-")[:3])
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def _shared() -> dict[str, set[str]]:
    """The names that several actors bear at one time, in their normal form, each with who bears it."""
    bearers = defaultdict(list)
    for entry in _entries():
        key = _text(entry, "id")
        for name in (_text(entry, "name"), *_words(entry, "names"), *_words(entry, "acronyms")):
            bearers[normal(name)].append(Bearer(key=key, when=_span(entry)))
        for held in _mappings(entry, "held"):
            for name in _words(held, "names"):
                bearers[normal(name)].append(Bearer(key=key, when=_span(held)))
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for name, those in bearers.items():
        for pair in _at_one_time(those):
            shared[name] |= pair
    return dict(shared)


def _at_one_time(bearers: list[Bearer]) -> Iterator[set[str]]:
    for one, other in combinations(bearers, 2):
        if one.key != other.key and one.when.meets(other.when):
            yield {one.key, other.key}
