"""Fitting the scorer of linking on pairs of reports."""

from __future__ import annotations

import importlib
import json
import random
from itertools import combinations
from math import log
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bench.fit_linking import BY_HAND, FRESH_DAYS, Example, cross_fitted, fit, standing
from dateline.domain import EventType
from dateline.linking.scoring import FEATURES, SIGNS, Scorer, Weights
from dateline.pipeline import Lookups
from tests.fakes import Script, ScriptedEngine
from tests.linking.sketches import DAY, MARJ, QAMAR, called, sketched
from tests.linking.two_lands import strike

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dateline.linking.sketching import Sketch


def made_up(incidents: int = 8, seed: int = 1) -> tuple[dict[str, list[Sketch]], list[list[str]]]:
    """Reports, two on each of some strikes on two towns, alike in their days and in half of their words."""
    draw = random.Random(seed)
    accounts: dict[str, list[Sketch]] = {}
    groups = []
    for at in range(incidents):
        town, day = (MARJ, QAMAR)[at % 2], DAY + draw.randrange(20)
        groups.append([f"r{at}a", f"r{at}b"])
        for key in groups[-1]:
            words = frozenset(
                [*(f"~{at}.{name}" for name in range(3)), *(f"~{key}.{name}" for name in range(3))]
            )
            accounts[key] = [
                sketched(key, first=day, last=day, said=day, spots=(town,), told=words, words=words)
            ]
    return accounts, groups


# ── which accounts stand for a report ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("second", "stands"),
    [
        ({}, True),
        ({"type": EventType.ABDUCTION}, True),
        ({"type": EventType.TALKS}, False),
        ({"first": DAY - FRESH_DAYS, "last": DAY - FRESH_DAYS}, True),
        ({"first": DAY - FRESH_DAYS - 1, "last": DAY - FRESH_DAYS}, False),
        ({"first": None, "last": None}, True),
    ],
)
def test_the_main_account_stands_for_a_report_and_other_violence_that_is_fresh(
    second: dict[str, Any], *, stands: bool
) -> None:
    accounts = [sketched("r1", type=EventType.TALKS), sketched("r1/e2", **second)]
    assert [called(one) for one in standing(accounts)] == (["r1", "r1/e2"] if stands else ["r1"])
    assert standing([]) == []


# ── what is learnt from ─────────────────────────────────────────────────────────────────────────────────────


def test_an_example_has_every_pair_of_reports_once_and_says_which_are_one() -> None:
    accounts = {key: [sketched(key)] for key in "abcd"}
    example = Example.of(accounts, [["a", "b", "c"], ["c", "d"]])
    assert example.pairs == (("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"))
    assert example.one.tolist() == [1, 1, 0, 1, 0, 1]
    assert example.weigh.tolist() == [0.5, 0.5, 1, 0.5, 1, 1]  # three reports weigh as two pairs
    assert example.widths == (1,) * 6
    assert all(some.shape == (1, len(FEATURES)) for some in example.features)


def test_an_example_takes_only_the_pairs_that_it_is_to_and_may_leave_reports_out() -> None:
    accounts = {key: [sketched(key)] for key in "abc"}
    example = Example.of(accounts, [["a", "b"]], lambda pair: pair != ("a", "c"))
    assert example.pairs == (("a", "b"), ("b", "c"))
    left = example.without(["a"])
    assert (left.pairs, left.one.tolist()) == ((("b", "c"),), [0])


# ── what is learnt ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_fit_finds_what_tells_pairs_of_one_incident_from_others() -> None:
    accounts, groups = made_up()
    weights = fit(Example.of(accounts, groups), by_hand={})
    assert weights.of["words"] > 1
    assert weights.of["days"] < -1
    assert weights.of["km"] < 0
    score = Scorer(weights)
    same = [score(accounts[one][0], accounts[other][0]) for one, other in groups]
    others = [score(accounts["r0a"][0], accounts[f"r{at}a"][0]) for at in range(1, 8)]
    assert min(same) > 0.5 > max(others)


def test_no_weight_is_against_sense_whatever_the_pairs_say() -> None:
    accounts, groups = made_up()
    contrary = [[one[0] for one in groups], [one[1] for one in groups]]  # far apart, and nothing in common
    weights = fit(Example.of(accounts, contrary), by_hand={})
    assert all(weights.of[name] * sign >= 0 for name, sign in SIGNS.items())


def test_what_is_set_by_hand_stays() -> None:
    accounts, groups = made_up()
    weights = fit(Example.of(accounts, groups))
    assert {name: weights.of[name] for name in BY_HAND} == BY_HAND
    assert all(BY_HAND[name] * SIGNS[name] > 0 for name in BY_HAND)


def test_a_pair_counts_as_its_likeliest_accounts_and_the_others_are_told_apart() -> None:
    accounts, groups = made_up()
    for key, own in accounts.items():  # each report also tells of the whole month, in its own words
        month = {"first": DAY - 40, "last": DAY + 40, "exact": False, "type": EventType.TALKS}
        own.append(sketched(f"{key}/e2", **month, words=own[0].words, told=frozenset({f"~{key}"})))
    score = Scorer(fit(Example.of(accounts, groups), by_hand={}))
    one, other = accounts["r0a"], accounts["r0b"]
    assert score(one[0], other[0]) > max(score(one[0], other[1]), score(one[1], other[0]))


def test_a_pair_is_weighed_by_what_was_learnt_without_any_pair_of_its_incidents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learnt: list[set[str]] = []

    def fitted(example: Example, by_hand: Mapping[str, float], pull: float) -> Weights:
        """Weights whose intercept tells which fit it was: the chances then tell it, too."""
        assert by_hand == {}
        assert pull > 0
        learnt.append({report for pair in example.pairs for report in pair})
        return Weights(intercept=len(learnt) / 10, of=dict.fromkeys(FEATURES, 0.0))

    monkeypatch.setattr(importlib.import_module("bench.fit_linking"), "fit", fitted)
    accounts, groups = made_up()
    score = cross_fitted(Example.of(accounts, groups), folds=4, more_odds=0.0)
    incident = {report: frozenset(group) for group in groups for report in group}
    for one, other in combinations(accounts, 2):
        chance = score(accounts[one][0], accounts[other][0])
        by = learnt[round(10 * log(chance / (1 - chance))) - 1]
        assert by.isdisjoint(incident[one] | incident[other])
        assert by


# ── the program ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_program_prints_weights_that_can_be_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("bench.fit_linking")
    struck = strike("struck", killed="five people", targets=("market",), times=("on Tuesday",))
    engine = ScriptedEngine(Script(opening="struck", happens=(struck,)))
    monkeypatch.setattr(module, "default_engine", lambda: engine)
    monkeypatch.setattr(module, "load_lookups", Lookups)
    read = {"ids": "made-", "groups": [["1", "2"], ["3", "4"]], "unsure": ["5"]}
    (tmp_path / "read.json").write_text(json.dumps(read), encoding="utf-8")
    monkeypatch.setattr(module, "READ", tmp_path / "read.json")
    lines = [_line(key, day, words) for key, day, words in _TOLD]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    ran = CliRunner().invoke(module.main, [str(tmp_path / "in.jsonl")], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    weights = json.loads(ran.output[ran.output.index("{") :])
    assert set(weights) == {"intercept", *FEATURES}
    assert "2 of one incident" in ran.output
    assert "6 pairs" in ran.output  # of four reports: the fifth is unsure, the sixth of another set


_TOLD = (
    ("made-1", "2018-05-22", "Herring and nets burned at Karmali's ice hall"),
    ("made-2", "2018-05-22", "Karmali lost his nets, and the herring rots in the heat"),
    ("made-3", "2018-05-23", "Carpets smoulder under the citadel, says Sallum the weaver"),
    ("made-4", "2018-05-23", "Sallum wove for the citadel until wool and looms caught fire"),
    ("made-5", "2018-05-23", "Nothing more is known"),
    ("else-6", "2018-05-23", "Rain fell all day"),
)


def _line(key: str, day: str, words: str) -> dict[str, str]:
    text = f"Jets struck the market on Tuesday and killed five people. {words}, neighbours said."
    return {"id": key, "date": day, "text": text}
