from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from bench.held_out import held_out
from dateline.adapters.weights import SHIPPED
from dateline.coding.compact.labels import SPAN_HEADS, TYPES
from training.examples import IGNORE, make_examples
from training.sets import read_corpus, read_muc4, read_polnear, read_where

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from training.gold import Gold

TOKENIZER = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
TEXT = (
    "Fighters stormed a post near Qal on Sunday, killing six soldiers, the Coast Monitor said. "
    "The post burnt."
)
CODED = {
    "id": "r1",
    "text": TEXT,
    "date": "2019-03-04",
    "sents": [[0, 89], [90, len(TEXT)]],
    "coding": {
        "names": {"actor": ["Coast Monitor", "Fighters", "soldiers"], "place": ["Qal"]},
        "events": [
            {
                "id": "e1",
                "type": "assault",
                "trigger": {"s": 0, "t": "stormed"},
                "agent": [{"s": 0, "t": "Fighters"}],
                "target": [{"s": 0, "t": "post"}],
                "place": [{"s": 0, "t": "Qal"}],
                "time": [{"s": 0, "t": "Sunday"}],
                "harm": [{"effect": "killed", "victims": "soldiers", "s": 0, "t": "six", "min": 6, "max": 6}],
                "status": "reported",
                "by": ["a1"],
            },
            {"id": "e2", "type": "destruction", "trigger": {"s": 1, "t": "burnt"}, "status": "reported"},
        ],
        "attributions": [
            {
                "id": "a1",
                "s": 0,
                "source": "Coast Monitor",
                "cue": "said",
                "content": "Fighters stormed a post near Qal on Sunday, killing six soldiers",
                "named": True,
                "stance": "asserts",
            }
        ],
    },
}


def written(folder: Path, line: Mapping[str, object]) -> Path:
    path = folder / "set.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def coded(folder: Path) -> Gold:
    return read_corpus(written(folder, CODED))[0]


def test_a_coded_report_is_read_as_character_ranges(tmp_path: Path) -> None:
    gold = coded(tmp_path)
    first = gold.events[0]
    assert [TEXT[a:b] for a, b in first.mentions] == ["stormed"]
    assert [TEXT[a:b] for a, b in first.fillers["target"]] == ["post"]
    effect, quantity, victims, total = first.harm[0]
    assert (effect, TEXT[slice(*quantity)], TEXT[slice(*(victims or (0, 0)))], total) == (
        "killed", "six", "soldiers", False,
    )  # fmt: skip
    assert first.by == (0,)
    assert ("actor", 0, 8) in gold.names


def test_a_window_marks_what_was_coded_and_links_fillers_to_their_event(tmp_path: Path) -> None:
    (example,) = make_examples([coded(tmp_path)], TOKENIZER)
    agent = example.spans[:, SPAN_HEADS.index("part:agent")]
    assert np.flatnonzero(agent).tolist() == [0]
    assert [TYPES[m.type] for m in example.mentions] == ["assault", "destruction"]
    assert {event for event, _, _ in example.links} == {0}
    assert example.by == frozenset({(0, 0)})
    assert example.said[0].whole


def test_a_head_learns_nothing_from_a_set_that_was_not_annotated_for_it(tmp_path: Path) -> None:
    line = {"docid": "m1", "doctext": "rebels of the front bombed a bank. the rebels fled.",
            "extracts": {"PerpInd": [[["rebels", 0]]], "PerpOrg": [], "Target": [[["a bank", 27]]],
                         "Victim": [], "Weapon": []}}  # fmt: skip
    (example,) = make_examples(read_muc4(written(tmp_path, line)), TOKENIZER)
    assert set(example.spans[:, SPAN_HEADS.index("part:agent")].tolist()) == {IGNORE}
    assert set(example.types.tolist()) == {IGNORE}
    doers = example.spans[:, SPAN_HEADS.index("incident:PerpInd")]
    assert np.flatnonzero(doers).tolist() == [0, 9]


def test_a_content_in_two_pieces_is_learnt_from_its_first_to_its_last(tmp_path: Path) -> None:
    text = '"We left," he said, "at dawn."'
    line = {
        "id": "p1",
        "text": text,
        "attributions": [{"source": [[11, 13]], "cue": [[14, 18]], "content": [[0, 10], [20, 30]]}],
    }
    gold = read_polnear(written(tmp_path, line))[0]
    assert gold.attributions[0].content == (0, 30)


def test_a_verb_has_the_places_that_its_sentence_gives_it_and_the_tenth_that_is_measured_on_is_left_out(
    tmp_path: Path,
) -> None:
    texts = [f"Shells hit Marj on day {number}." for number in range(60)]
    lines = [{"text": text, "verb": [[7, 10]], "location": [[11, 15]]} for text in texts]
    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    golds = read_where(path)
    assert [gold.text for gold in golds] == [text for text in texts if not held_out(text)]
    assert 0 < len(golds) < len(texts)
    assert golds[0].events[0].mentions == ((7, 10),)
    assert golds[0].events[0].fillers == {"where": ((11, 15),)}
