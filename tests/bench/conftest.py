"""One invented report, annotated in the form of the corpus."""

from __future__ import annotations

from typing import Any

import pytest

SENTENCES = [
    "Gunmen shelled Qamar on Sunday, killing at least six people, the Coast Monitor said.",
    "The army denied the shelling.",
    "Later, rebels and troops fought near the mill.",
]
TEXT = " ".join(SENTENCES)


@pytest.fixture
def gold_line() -> dict[str, Any]:
    bounds = [(start := TEXT.index(sentence), start + len(sentence)) for sentence in SENTENCES]
    shelling = {
        "id": "e1",
        "type": "shelling",
        "trigger": {"s": 0, "t": "shelled"},
        "also": [{"s": 1, "t": "shelling"}],
        "agent": [{"s": 0, "t": "Gunmen"}],
        "target": [{"s": 0, "t": "Qamar"}],
        "time": [{"s": 0, "t": "Sunday"}],
        "harm": [
            {"effect": "killed", "victims": "people", "s": 0, "t": "at least six", "min": 6, "max": None}
        ],
        "status": "reported",
        "by": ["a1"],
        "date": "2019-03-03",
    }
    fight = {
        "id": "e2",
        "type": "clash",
        "trigger": {"s": 2, "t": "fought"},
        "agent": [{"s": 2, "t": "rebels"}],
        "target": [{"s": 2, "t": "troops"}],
        "status": "reported",
        "by": [],
        "date": None,
    }
    attributions = [
        {
            "id": "a1",
            "s": 0,
            "source": "Coast Monitor",
            "cue": "said",
            "content": "Gunmen shelled Qamar on Sunday, killing at least six people",
            "named": True,
            "stance": "asserts",
        },
        {
            "id": "a2",
            "s": 1,
            "source": "army",
            "cue": "denied",
            "content": "the shelling",
            "stance": "denies",
        },
    ]
    return {
        "id": "r1",
        "outlet": "invented",
        "date": "2019-03-04",
        "title": "Shelling",
        "text": TEXT,
        "sents": bounds,
        "coding": {"names": {}, "events": [shelling, fight], "attributions": attributions},
    }
