from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import NameClass
from training.gold import Gold, GoldAttribution, GoldEvent
from training.swapping import Swapper, changed

TEXT = "Rebels of Karim Haddad took Marj. Haddad said Marj fell after Grad fire."


def spans(text: str, words: str) -> list[tuple[int, int]]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def named(text: str, **names: str) -> tuple[tuple[NameClass, int, int], ...]:
    return tuple((NameClass(kind), s, e) for kind, words in names.items() for s, e in spans(text, words))


GOLD = Gold(
    id="r1",
    text=TEXT,
    layers=frozenset({"names", "events", "attributions"}),
    names=(
        (NameClass.PERSON, 10, 22),
        *named(TEXT, place="Marj", weapon="Grad"),
        (NameClass.PERSON, 34, 40),
    ),
    events=(
        GoldEvent(
            type="capture",
            mentions=((23, 27), (51, 55)),
            fillers={"agent": ((0, 22),), "target": ((28, 32),)},
            harm=(),
            status="reported",
            by=(0,),
        ),
    ),
    attributions=(GoldAttribution(cue=(41, 45), source=(34, 40), content=(46, 71)),),
)
OTHERS = Gold(
    id="r2",
    text="Salma Zein and Omar Nasser left Tal for Zor with a Shahed.",
    layers=GOLD.layers,
    names=(
        (NameClass.PERSON, 0, 10),
        (NameClass.PERSON, 15, 26),
        (NameClass.PLACE, 32, 35),
        (NameClass.PLACE, 40, 43),
        (NameClass.WEAPON, 51, 57),
    ),
)


def words(gold: Gold) -> dict[str, list[str]]:
    def of(ranges: list[tuple[int, int] | None]) -> list[str]:
        return [gold.text[at[0] : at[1]] for at in ranges if at]

    (event,), (one,) = gold.events, gold.attributions
    return {
        "mentions": of([*event.mentions]),
        "agent": of([*event.fillers["agent"]]),
        "target": of([*event.fillers["target"]]),
        "said": of([one.source, one.cue, one.content]),
    }


def test_a_change_moves_every_range_behind_it_and_widens_those_that_hold_it() -> None:
    found = changed(GOLD, {(10, 22): "Salma Zein", (28, 32): "Tel Zor", (46, 50): "Tel Zor"})
    assert found.text == "Rebels of Salma Zein took Tel Zor. Haddad said Tel Zor fell after Grad fire."
    assert words(found) == {
        "mentions": ["took", "fell"],
        "agent": ["Rebels of Salma Zein"],
        "target": ["Tel Zor"],
        "said": ["Haddad", "said", "Tel Zor fell after Grad fire"],
    }


def test_a_range_that_begins_or_ends_within_a_change_takes_all_of_it_in() -> None:
    gold = replace(GOLD, names=((NameClass.PLACE, 16, 20),), events=(), attributions=())
    found = changed(gold, {(10, 22): "Salma Zein"})
    assert [found.text[s:e] for _, s, e in found.names] == ["Salma Zein"]


def test_a_name_is_the_same_throughout_a_text_and_a_surname_follows_the_full_name() -> None:
    swapper = Swapper([GOLD, OTHERS])
    seen = set()
    for seed in range(60):
        found = swapper.swapped(GOLD, random.Random(seed))
        persons = [found.text[s:e] for kind, s, e in found.names if kind is NameClass.PERSON]
        places = {found.text[s:e] for kind, s, e in found.names if kind is NameClass.PLACE}
        assert persons[0].endswith(persons[1])
        assert len(places) == 1
        assert words(found)["mentions"] == ["took", "fell"]
        seen |= {persons[0], *places}
    assert seen == {"Karim Haddad", "Salma Zein", "Omar Nasser", "Marj", "Tal", "Zor"}


def test_weapons_keep_their_names() -> None:
    swapper = Swapper([GOLD, OTHERS])
    assert all("Grad fire" in swapper.swapped(GOLD, random.Random(seed)).text for seed in range(30))


@given(st.text(min_size=1, max_size=40), st.data())
def test_what_is_outside_of_the_changes_keeps_its_words(text: str, data: st.DataObject) -> None:
    edges = data.draw(st.lists(st.integers(0, len(text)), unique=True, max_size=8).map(sorted))
    changes = {(s, e): data.draw(st.text(max_size=5)) for s, e in zip(edges[::2], edges[1::2], strict=False)}
    free = [i for i in range(len(text)) if not any(s <= i < e for s, e in changes)]
    gold = Gold(id="r", text=text, layers=frozenset(), names=tuple((NameClass.PLACE, i, i + 1) for i in free))
    found = changed(gold, changes)
    assert [found.text[s:e] for _, s, e in found.names] == [text[i] for i in free]
