"""Readers of the annotated sets: war reports, MUC-4 role fillers, PolNeAR attributions, places of verbs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.event_location import place_spans
from bench.held_out import held_out
from dateline.coding.names import whole_words
from training.gold import Gold, GoldAttribution, GoldEvent
from training.standoff import gold_of, standoff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.gold import Range

REPORTS = Path(__file__).parent / "reports"  # our own reports, with their codings
CODINGS = Path(__file__).parent / "codings"  # our own, stand-off: the texts stay where they are


def read_corpus(path: Path) -> list[Gold]:
    """War reports coded by hand: names, events, attributions."""
    return [gold_of(standoff(line), line["text"]) for line in _lines(path)]


def read_pool(path: Path) -> list[Gold]:
    """The corpus' uncoded reports, with our codings."""
    return _coded("pool", {line["id"]: line["text"] for line in _lines(path)})


def read_sentences(path: Path) -> list[Gold]:
    """Sentences of event_location, with our codings; a sentence's id is its line's number."""
    texts = enumerate(line["text"] for line in _lines(path))
    return _coded("event_location", {f"event_location-{number}": text for number, text in texts})


def read_snippets(path: Path) -> list[Gold]:
    """Runs of five sentences of RAMS (dev and test, beside each other), with our codings."""
    lines = [line for part in ("dev", "test") for line in _lines(path.with_name(f"rams_{part}.jsonl"))]
    words = {line["doc_key"]: [word for sentence in line["sentences"] for word in sentence] for line in lines}
    return _coded("rams", {f"rams-{key}": " ".join(some) for key, some in words.items()})


def read_wires(path: Path) -> list[Gold]:
    """Reports of MUC-4, with our codings."""
    return _coded("muc4", {f"muc4-{line['docid']}": line["doctext"] for line in _lines(path)})


def _coded(name: str, texts: dict[str, str]) -> list[Gold]:
    codings = _lines(CODINGS / f"{name}.jsonl")
    return [gold_of(coding, texts[coding["id"]]) for coding in codings if coding["id"] in texts]


def read_muc4(path: Path) -> list[Gold]:
    """MUC-4 texts with their role fillers: every occurrence of a listed mention is marked."""
    return [_muc_line(line) for line in _lines(path)]


def read_polnear(path: Path) -> list[Gold]:
    """PolNeAR news with attributions; a span in several pieces is taken from its first to its last."""
    return [_polnear_line(line) for line in _lines(path)]


def read_where(path: Path) -> list[Gold]:
    """Sentences of event_location: a verb and the place where what it tells happened.

    Without the tenth that `bench.where` measures on.
    """
    lines = enumerate(_lines(path))
    return [_where_line(number, line) for number, line in lines if not held_out(line["text"])]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _muc_line(line: dict[str, Any]) -> Gold:
    text = line["doctext"]
    marked: dict[tuple[str, int, int], None] = {}
    for role, entities in line["extracts"].items():
        mentions = {mention for entity in entities for mention, _ in entity}
        taken: list[Range] = []
        for mention in sorted(mentions, key=len, reverse=True):
            for at in whole_words(text, mention):
                if not any(s < at + len(mention) and at < e for s, e in taken):
                    taken.append((at, at + len(mention)))
        marked.update(((role, start, end), None) for start, end in taken)
    return Gold(id=line["docid"], text=text, layers=frozenset({"incident"}), incident=tuple(marked))


def _where_line(number: int, line: dict[str, Any]) -> Gold:
    places = tuple((span.start, span.end) for span in place_spans(line["text"], line["location"]))
    event = GoldEvent(
        type=None,
        mentions=((line["verb"][0][0], line["verb"][-1][1]),),
        fillers={"where": places},
        harm=(),
        status="reported",
        by=(),
    )
    return Gold(id=f"where-{number}", text=line["text"], layers=frozenset({"where"}), events=(event,))


def _polnear_line(line: dict[str, Any]) -> Gold:
    def hull(spans: list[Range] | None) -> Range | None:
        return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None

    attributions = tuple(
        GoldAttribution(cue=hull(a.get("cue")), source=hull(a.get("source")), content=hull(a.get("content")))
        for a in line["attributions"]
    )
    return Gold(
        id=line["id"], text=line["text"], layers=frozenset({"attributions"}), attributions=attributions
    )
