from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.compact.features import begun_spans, inside_contents, nearest_of_form
from dateline.coding.compact.pairs import (
    DISTANCES,
    MOST_BETWEEN,
    RELATIONS,
    PairHead,
    between,
    distances,
    sentence_gaps,
)


def test_distances_keep_their_sign_and_grow_with_the_gap() -> None:
    here = np.full(7, 500)
    classes = distances(here, here + np.array([-400, -3, -1, 0, 1, 3, 400]))
    assert classes[3] == DISTANCES // 2
    assert np.all(np.diff(classes) > 0)
    assert classes[0] == 0
    assert classes[-1] == DISTANCES - 1


def test_marks_between_are_those_strictly_between_and_counted_up_to_a_limit() -> None:
    marks = np.array([2, 4, 6])
    assert between(np.array([2, 6, 0]), np.array([6, 2, 9]), marks).tolist() == [1, 1, 3]
    assert between(np.array([0]), np.array([99]), np.arange(1, 50)).tolist() == [MOST_BETWEEN]


def test_sentence_gaps_are_cut_off_far_away() -> None:
    assert sentence_gaps(np.array([0, 3, 40]), np.array([0, 1, 2])).tolist() == [5, 3, 0]


def test_an_event_in_two_nested_contents_is_marked_for_the_inner_one() -> None:
    inside = inside_contents(np.array([5, 15, 40]), [(0, 30), (3, 8), None])
    assert inside.tolist() == [[1, 2, 0], [2, 0, 0], [0, 0, 0]]


def logits(tags: str) -> np.ndarray:
    return np.eye(3, dtype=np.float32)[["OBI".index(tag) for tag in tags]] * 4


def test_spans_run_from_a_begin_through_its_insides() -> None:
    assert begun_spans(logits("OBIOBBI")) == [(1, 2), (4, 4), (5, 6)]


def test_an_inside_without_a_begin_opens_a_span() -> None:
    assert begun_spans(logits("IIOOI")) == [(0, 1), (4, 4)]


def test_an_inside_tag_bridges_one_word_outside() -> None:
    assert begun_spans(logits("BOIOB"), bridged=1) == [(0, 2), (4, 4)]


def test_a_lean_finds_spans_that_are_less_sure() -> None:
    doubtful = np.array([[1.0, 0.5, 0.0]], dtype=np.float32)
    assert begun_spans(doubtful) == []
    assert begun_spans(doubtful, 1.0) == [(0, 0)]


@given(st.text(alphabet="OBI", max_size=30))
def test_spans_hold_every_tagged_word_and_at_most_single_words_besides(tags: str) -> None:
    spans = begun_spans(logits(tags), bridged=1) if tags else []
    held = {word for first, last in spans for word in range(first, last + 1)}
    tagged = {i for i, tag in enumerate(tags) if tag != "O"}
    assert held >= tagged
    assert all({word - 1, word + 1} <= tagged for word in held - tagged)


def test_of_words_that_stand_twice_the_nearest_place_is_told_from_the_others() -> None:
    gaps = np.array([[2, 9, 5], [8, 1, 3]])
    forms = np.array([0, 0, 1])
    assert nearest_of_form(gaps, forms).tolist() == [[1, 2, 0], [2, 1, 0]]


def test_two_places_equally_near_are_both_nearest() -> None:
    assert nearest_of_form(np.array([[4, 4]]), np.array([7, 7])).tolist() == [[1, 1]]


def test_a_grid_scores_each_pair_as_the_pairs_one_by_one() -> None:
    rng = np.random.default_rng(3)
    relation = RELATIONS["link"]
    sizes = {
        f"link.table.{i}": rng.normal(size=(n, relation.hidden)) for i, n in enumerate(relation.features)
    }
    rest = {
        name: rng.normal(size=(relation.hidden, relation.answers)) for name in ("link.deep", "link.product")
    }
    arrays = sizes | rest | {"link.bias": rng.normal(size=relation.answers)}
    head = PairHead.load("link", {name: array.astype(np.float32) for name, array in arrays.items()})
    left, right = (rng.normal(size=(n, relation.hidden)).astype(np.float32) for n in (3, 4))
    shapes = [(3, 4), (3, 4), (3, 4), (3, 1), (3, 1), (3, 4), *[(1, 4)] * (len(relation.features) - 6)]
    grid = [rng.integers(size, size=shape) for size, shape in zip(relation.features, shapes, strict=True)]
    flat = [np.broadcast_to(one, (3, 4)).ravel() for one in grid]
    single = head.scores(np.repeat(left, 4, axis=0), np.tile(right, (3, 1)), flat)
    np.testing.assert_allclose(
        head.grid(left, right, grid).reshape(single.shape), single, rtol=1e-3, atol=1e-3
    )
