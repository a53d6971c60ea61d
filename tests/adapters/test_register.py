"""The register of actors: names looked up, days kept, files checked, an analyst's own laid over."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.register import RegisterUnreadable, load_register
from dateline.domain import Actor, ActorClass, SourceKind
from dateline.resolving.ports import LandWord, Whence
from tests.registers import invented_register, write_register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dateline.adapters.register import Roster

IN_2015 = date(2015, 5, 1)


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return invented_register(tmp_path_factory.mktemp("register"))


def ids(actors: Sequence[Actor]) -> list[str]:
    return [actor.id for actor in actors]


@pytest.mark.parametrize(
    "words",
    [
        "Reed Front",
        "the Reed Front",
        "REED FRONT",
        "Reed Front's",
        "Reed Front’s",
        "Reed-Front",
        "al-Reed Front",
        "Rééd Front",
        "Reed Fronts",
        "RF",
        "R.F.",
        "RFs",
        "R*F",
        "reed front",
    ],
)
def test_a_name_is_found_in_each_of_its_spellings(roster: Roster, words: str) -> None:
    assert ids(roster.named(words, IN_2015)) == ["reed-front"]


@pytest.mark.parametrize("words", ["rf", "Rf", "Front", "Reed", "Reed Front fighters", "", "Monitor"])
def test_words_that_are_no_name_find_nobody(roster: Roster, words: str) -> None:
    assert ids(roster.named(words, IN_2015)) == []


def test_a_name_of_one_word_keeps_its_s(roster: Roster) -> None:
    assert ids(roster.named("Marsas", None)) == ["marsas"]
    assert ids(roster.named("Marsa", None)) == []


def test_a_possessive_that_lost_its_apostrophe_is_found(roster: Roster) -> None:
    assert ids(roster.named("Norlands", None)) == ["norland-government"]


@pytest.mark.parametrize(
    ("day", "bearers"),
    [
        (date(2015, 5, 1), ["reed-front"]),
        (date(2016, 6, 30), ["reed-front"]),
        (date(2016, 7, 1), ["reed-union"]),
        (date(2011, 3, 1), ["reed-front"]),
        (date(2009, 1, 1), []),  # long before either was founded
        (date(2020, 1, 1), ["reed-union"]),
        (None, ["reed-union", "reed-front"]),
    ],
)
def test_a_name_is_its_bearers_on_that_day_or_nearest_to_it_but_for_those_not_yet_founded(
    roster: Roster, day: date | None, bearers: list[str]
) -> None:
    assert ids(roster.named("Reed Front", day)) == bearers


@pytest.mark.parametrize(
    ("day", "side"),
    [
        (date(2013, 1, 1), None),
        (date(2014, 1, 1), "norland-government"),
        (date(2015, 12, 31), "norland-government"),
        (date(2016, 2, 1), "marland-government"),
        (None, "marland-government"),
    ],
)
def test_an_alignment_is_that_of_the_day(roster: Roster, day: date | None, side: str | None) -> None:
    front = roster.actor("reed-front", day)
    assert front
    assert front.alignment == side


@pytest.mark.parametrize(
    ("day", "parent"),
    [
        (date(2019, 12, 31), "marland-government"),
        (date(2020, 1, 1), "marland-council"),
        (None, "marland-council"),
    ],
)
def test_a_parent_and_a_body_are_those_of_the_day(roster: Roster, day: date | None, parent: str) -> None:
    army, government = roster.body("XA", "armed_forces", day), roster.body("XA", "government", day)
    assert army
    assert government
    assert (army.parent, government.id) == (parent, parent)


def test_a_tie_ends_with_who_it_is_to(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {id: reed-guard, name: Reed Guard, class: rebel_group, sector: REB,"
        " parents: [{of: reed-front}], alignment: [{with: marland-government}]}\n",
        encoding="utf-8",
    )
    roster = load_register(own, shipped=write_register(tmp_path / "shipped"), cache=tmp_path / "cache")
    ties = [
        (guard.parent, guard.alignment)
        for day in (IN_2015, date(2017, 1, 1), date(2021, 1, 1))
        if (guard := roster.actor("reed-guard", day))
    ]
    assert ties == [("reed-front", "marland-government"), (None, "marland-government"), (None, None)]


@pytest.mark.parametrize(
    ("person", "day", "key"),
    [
        ("Ulla Brandt", IN_2015, "norland-government"),
        ("Brandt", IN_2015, "norland-government"),
        ("Ulla Brandt", date(2018, 1, 1), None),
        ("Olaf Sten", date(2018, 1, 1), "norland-government"),
        ("Olaf Sten", None, "norland-government"),
        ("Nadim Sabbagh", IN_2015, "reed-front"),
        ("Nadim Sabbagh", date(2017, 1, 1), None),  # the Reed Front was no more
        ("Somebody", IN_2015, None),
    ],
)
def test_a_person_heads_an_actor_on_some_days(
    roster: Roster, person: str, day: date | None, key: str | None
) -> None:
    headed = roster.head(person, day)
    assert (headed and headed.id) == key


def test_an_actor_has_all_that_its_entry_says(roster: Roster) -> None:
    assert roster.actor("reed-front", IN_2015) == Actor(
        id="reed-front",
        name="Reed Front",
        cls=ActorClass.REBEL_GROUP,
        sector="REB",
        country="XA",
        alignment="norland-government",
        wikidata="Q1234567",
    )
    assert roster.actor("nobody", None) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Reed Front gunmen met the Marsh Guard.", ["Reed Front", "Marsh Guard"]),
        ("The Coast Monitor for Rights said so.", ["Coast Monitor for Rights"]),
        ("It was in Marland. Marlandic Army units left.", ["Marland", "Marlandic Army"]),
        ("Gunmen of the Reed. Front lines moved.", []),
        ("The Reed, Front and centre.", []),
        ("the RF and the rf", ["RF"]),
        ("R*F men of the reed front", ["R*F", "reed front"]),
        ("The hospital Monitor, a monitor and Al-Monitor", ["Monitor"]),
    ],
)
def test_names_are_found_in_a_text_the_longest_first(roster: Roster, text: str, found: list[str]) -> None:
    assert [one.span.of(text) for one in roster.within(text, IN_2015)] == found


@pytest.mark.parametrize("words", ["Read Front", "Reedd Front", "Rhid Front"])
def test_another_spelling_is_nearly_the_name(roster: Roster, words: str) -> None:
    assert ids(roster.named(words, IN_2015)) == []
    assert ids(roster.nearly_named(words, IN_2015)) == ["reed-front"]


def test_another_spelling_of_a_name_in_the_plural_is_nearly_it(roster: Roster) -> None:
    assert ids(roster.nearly_named("Plaens National Army", None)) == ["plains-army"]
    assert ids(roster.nearly_named("Hill Peopels Forces", None)) == ["hill-peoples-forces"]


@pytest.mark.parametrize("words", ["Red", "FR", "Harvest Circle", "Marsh Garden"])
def test_another_name_is_nobodys_nearly(roster: Roster, words: str) -> None:
    assert ids(roster.nearly_named(words, IN_2015)) == []


def test_a_state_has_its_bodies(roster: Roster) -> None:
    army = roster.body("XA", "armed_forces", IN_2015)
    assert army
    assert (army.id, army.parent) == ("marland-army", "marland-government")
    assert roster.body("XB", "air_force", None) is None


def test_an_outlet_is_found_by_its_site(roster: Roster) -> None:
    outlet = roster.outlet("www.PortNews.example")
    assert outlet
    assert outlet.id == "port-news"
    assert roster.outlet("example.org") is None


@pytest.mark.parametrize(
    ("words", "land"),
    [
        ("Marland", ("XA", LandWord.COUNTRY)),
        ("Marlands", ("XA", LandWord.COUNTRY)),
        ("Norric", ("XB", LandWord.PEOPLE)),
        ("Marlanders", ("XA", LandWord.PEOPLE)),
        ("Port Mar", ("XA", LandWord.CAPITAL)),
    ],
)
def test_a_land_is_found_by_its_words(roster: Roster, words: str, land: tuple[str, LandWord]) -> None:
    found = roster.land(words)
    assert found
    assert (found.code, found.word) == land


def test_a_land_has_an_english_name_and_regions(roster: Roster) -> None:
    assert (roster.country("XA"), roster.country("ZZ")) == ("Marland", None)
    assert (roster.region("West Fen"), roster.region("Marland")) == ("XB", None)


def test_a_community_has_a_side_where_and_when_one_fights_for_it(roster: Roster) -> None:
    sides = [
        community.side and community.side.id
        for country, day in (("XA", IN_2015), ("XB", IN_2015), ("XA", date(2009, 1, 1)))
        if (community := roster.community("Hillish", country, day))
    ]
    assert sides == ["hill-peoples-forces", None, None]
    elsewhere = roster.community("Hillish", "XB", IN_2015)
    assert elsewhere
    assert ids(elsewhere.others) == ["hill-peoples-forces"]
    assert roster.community("Marlandic", "XA", None) is None


def test_common_words_tell_a_class_and_whom_they_mean_where(roster: Roster) -> None:
    here, there = roster.generic("the coalition", "XA", None), roster.generic("coalition", "XB", None)
    assert here
    assert here.actor
    assert (here.cls, here.whence) == (ActorClass.EXTERNAL_FORCES, Whence.SAID)
    assert here.actor.id == "northern-league"
    assert there
    assert there.actor is None
    assert roster.generic("kettles", "XA", None) is None


# ── an analyst's own file ───────────────────────────────────────────────────────────────────────────────


def test_an_own_entry_replaces_field_by_field_and_adds(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {id: reed-front, class: political_militia, wikidata: null}\n"
        "- {id: salt-company, name: Salt Company, class: external_forces, sector: PRM}\n",
        encoding="utf-8",
    )
    roster = load_register(own, shipped=write_register(tmp_path / "shipped"), cache=tmp_path / "cache")
    (front,) = roster.named("Reed Front", IN_2015)
    assert (front.cls, front.country, front.wikidata) == (ActorClass.POLITICAL_MILITIA, "XA", None)
    assert front.alignment == "norland-government"
    assert ids(roster.named("Salt Company", None)) == ["salt-company"]


def test_an_own_entry_says_what_kind_of_outlet_somebody_is_or_takes_it_back(tmp_path: Path) -> None:
    entries = "- {id: hill-wire, name: Hill Wire, class: media, outlet: agency, sector: JRN}\n"
    shipped = write_register(tmp_path / "shipped", **{"actors/outlets": entries})
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {id: hill-wire, outlet: null}\n- {id: world-wire, outlet: local_media}\n", encoding="utf-8"
    )
    before = load_register(shipped=shipped, cache=tmp_path / "cache")
    after = load_register(own, shipped=shipped, cache=tmp_path / "cache")
    again = load_register(own, shipped=shipped, cache=tmp_path / "cache")  # as it was kept
    kinds = [[one.outlet_kind(key) for one in (before, after, again)] for key in ("hill-wire", "world-wire")]
    assert kinds == [[SourceKind.AGENCY, None, None], [None, *[SourceKind.LOCAL_MEDIA] * 2]]
    assert after.outlet_kind("nobody") is None


BROKEN = {
    "unknown field": (
        "name: A\n  class: ngo\n  sector: NGO\n  colour: red",
        "no field 'colour'",
        "fields are",
    ),
    "no name": ("class: ngo\n  sector: NGO", "'name' is missing", "Write name"),
    "wrong class": (
        "name: A\n  class: army\n  sector: MIL",
        "'class' is 'army'",
        "state_forces, rebel_group",
    ),
    "wrong country": ("name: A\n  class: ngo\n  sector: NGO\n  country: Marland", "'Marland'", "ISO 3166-1"),
    "wrong date": ("name: A\n  class: ngo\n  sector: NGO\n  from: May 2014", "no date", "Write 2014"),
    "wrong month": ("name: A\n  class: ngo\n  sector: NGO\n  to: 2014-13", "no date", "Write 2014"),
    "turned round": (
        "name: A\n  class: ngo\n  sector: NGO\n  from: 2014\n  to: 2012",
        "before it starts",
        "Set",
    ),
    "unknown tie": (
        "name: A\n  class: ngo\n  sector: NGO\n  parents: [{of: zz}]",
        "no entry 'zz'",
        "add one",
    ),
    "tie to nobody": (
        "name: A\n  class: ngo\n  sector: NGO\n  alignment: [{from: 2014}]",
        "nobody",
        "the id",
    ),
    "no list": ("name: A\n  class: ngo\n  sector: NGO\n  names: B", "'names' is no list", "[one, another]"),
    "no words": ("name: A\n  class: ngo\n  sector: NGO\n  names: [B, [C]]", "than words", "[one, another]"),
    "no letters": ("name: A\n  class: ngo\n  sector: NGO\n  names: ['!']", "no name", "letters or digits"),
    "wrong outlet": ("name: A\n  class: media\n  outlet: press\n  sector: JRN", "'press'", "agency, media"),
    "a kind that no outlet is of": (
        "name: A\n  class: media\n  outlet: witness\n  sector: JRN",
        "'outlet' is 'witness'",
        "Write one of agency, media, local_media, state_media, party, monitor",
    ),
    "an outlet that is none": (
        "name: A\n  class: ngo\n  outlet: media\n  sector: NGO",
        "of no outlet",
        "outlet: null",
    ),
    "odd heads": ("name: A\n  class: ngo\n  sector: NGO\n  heads: zz", "'heads'", "names"),
    "odd ties": ("name: A\n  class: ngo\n  sector: NGO\n  parents: zz", "'parents' is not", "{of, from, to}"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_wrong_entry_is_refused_with_its_file_its_line_and_what_to_do(tmp_path: Path, case: str) -> None:
    words, wrong, remedy = BROKEN[case]
    own = tmp_path / "own.yaml"
    own.write_text(f"# mine\n- id: mine\n  {words}\n", encoding="utf-8")
    with pytest.raises(RegisterUnreadable) as refused:
        load_register(own, shipped=write_register(tmp_path / "shipped"), cache=tmp_path / "cache")
    assert "own.yaml, line 2, entry 'mine'" in str(refused.value)
    assert wrong in str(refused.value)
    assert remedy in str(refused.value)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("- {id: a", "is no YAML"),
        ("id: a", "holds no list of entries"),
        ("- just words", "an entry is a mapping"),
        ("- {name: A}", "it has no id"),
        ("- {id: a}\n- {id: a}", "line 1 has this id, too"),
        ("- &one {id: a}\n- *one", "refers to another place"),
    ],
)
def test_a_file_that_is_no_register_is_refused(tmp_path: Path, words: str, wrong: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(words, encoding="utf-8")
    with pytest.raises(RegisterUnreadable, match=wrong):
        load_register(own, shipped=write_register(tmp_path / "shipped"), cache=tmp_path / "cache")


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    shipped = write_register(tmp_path / "shipped")
    with pytest.raises(RegisterUnreadable, match="No such file"):
        load_register(tmp_path / "none.yaml", shipped=shipped, cache=tmp_path / "cache")
    (tmp_path / "own.yaml").write_bytes(b"\xff\xfe- id: a")
    with pytest.raises(RegisterUnreadable, match="UTF-8"):
        load_register(tmp_path / "own.yaml", shipped=shipped, cache=tmp_path / "cache")


@pytest.mark.parametrize(
    ("file", "words", "wrong"),
    [
        ("demonyms", "- {country: Marland, name: Marland}", "'country' is 'Marland'"),
        (
            "communities",
            "- {name: Lake people, words: [Lakish], sides: [{in: XA, with: zz}]}",
            "no entry 'zz'",
        ),
        (
            "generic",
            "- {words: [rebels], class: rebel_group, sector: REB, country: here}",
            "said, place, home",
        ),
        (
            "generic",
            "- {words: [rebels], class: rebel_group, sector: REB, country: said, means: zz}",
            "no mapping",
        ),
        (
            "generic",
            "- {words: [rebels], class: rebel_group, sector: REB, country: said, means: {XA: [zz]}}",
            "no entry 'zz'",
        ),
    ],
)
def test_the_files_of_words_are_checked_too(tmp_path: Path, file: str, words: str, wrong: str) -> None:
    shipped = write_register(tmp_path / "shipped", **{file: words})
    with pytest.raises(RegisterUnreadable, match=wrong):
        load_register(shipped=shipped, cache=tmp_path / "cache")


# ── the cache ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_compiled_is_kept_and_a_change_of_the_files_is_seen(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shipped = write_register(tmp_path / "shipped")
    first = load_register(shipped=shipped, cache=cache)
    (kept,) = cache.iterdir()
    assert load_register(shipped=shipped, cache=cache).book == first.book
    assert list(cache.iterdir()) == [kept]
    entry = "- {id: reed-front, name: Reed League, class: ngo, sector: NGO}\n"
    own = tmp_path / "own.yaml"
    own.write_text(entry, encoding="utf-8")
    assert ids(load_register(own, shipped=shipped, cache=cache).named("Reed League", IN_2015)) == [
        "reed-front"
    ]
    own.write_text(entry.replace("League", "Circle"), encoding="utf-8")
    assert ids(load_register(own, shipped=shipped, cache=cache).named("Reed Circle", IN_2015)) == [
        "reed-front"
    ]


@pytest.mark.parametrize("words", ["", "{", "[]", '{"actors": [], "colour": 1}'])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, words: str) -> None:
    cache = tmp_path / "cache"
    shipped = write_register(tmp_path / "shipped")
    load_register(shipped=shipped, cache=cache)
    (kept,) = cache.iterdir()
    kept.write_text(words, encoding="utf-8")
    assert ids(load_register(shipped=shipped, cache=cache).named("Reed Front", IN_2015)) == ["reed-front"]
    assert json.loads(kept.read_text(encoding="utf-8"))["actors"]


def test_without_a_place_for_a_cache_the_register_loads_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    roster = load_register(shipped=write_register(tmp_path / "shipped"), cache=tmp_path / "file" / "cache")
    assert ids(roster.named("Reed Front", IN_2015)) == ["reed-front"]


# ── the register that ships ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return load_register(cache=tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize(
    ("words", "day", "key"),
    [
        ("SDF", date(2018, 11, 22), "sdf"),
        ("the Syrian Observatory for Human Rights", date(2018, 11, 22), "sohr"),
        ("Jabhat al-Nusra", date(2014, 5, 1), "al-nusra-front"),
        ("Jabhat al-Nusra", date(2016, 10, 1), "jabhat-fatah-al-sham"),
        ("Ankara", None, "turkey-government"),
        ("HTS", date(2018, 11, 22), "hts"),
        ("H*T*S", date(2022, 11, 22), "hts"),
    ],
)
def test_the_register_that_ships_is_in_order(shipped: Roster, words: str, day: date | None, key: str) -> None:
    assert key in ids(shipped.named(words, day))
