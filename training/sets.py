"""Readers of the annotated sets: the war-report corpus, MUC-4 role fillers, PolNeAR attributions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dateline.coding.compact.labels import NAME_CLASSES, ROLES
from training.gold import Gold, GoldAttribution, GoldEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from training.gold import Range


def read_corpus(path: Path) -> list[Gold]:
    """War reports coded by hand: names, events, attributions."""
    return [_corpus_line(line) for line in _lines(path)]


def read_muc4(path: Path) -> list[Gold]:
    """MUC-4 texts with their role fillers: every occurrence of a listed mention is marked."""
    return [_muc_line(line) for line in _lines(path)]


def read_polnear(path: Path) -> list[Gold]:
    """PolNeAR news with attributions; a span in several pieces is taken from its first to its last."""
    return [_polnear_line(line) for line in _lines(path)]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _corpus_line(line: dict[str, Any]) -> Gold:
    text, sents, coding = line["text"], line["sents"], line["coding"]

    def locate(sentence: int, words: str) -> Range | None:
        start, end = sents[sentence]
        at = text.find(words, start, end)
        return (at, at + len(words)) if at >= 0 and words else None

    def spans(items: list[dict[str, Any]]) -> tuple[Range, ...]:
        return tuple(found for item in items if (found := locate(item["s"], item["t"])))

    attributions: list[GoldAttribution] = []
    numbers: dict[str, int] = {}
    for a in coding.get("attributions", []):
        content = locate(a["s"], a["content"]) if a.get("content") else None
        if content and a.get("upto") is not None:
            content = (content[0], max(content[1], sents[a["upto"]][1]))
        numbers[a["id"]] = len(attributions)
        attributions.append(
            GoldAttribution(
                cue=locate(a["s"], a["cue"]) if a.get("cue") else None,
                source=locate(a.get("source_s", a["s"]), a["source"]) if a.get("source") else None,
                content=content,
                named=a.get("named"),
                stance=a.get("stance"),
            )
        )
    events = []
    for e in coding.get("events", []):
        mentions = tuple(dict.fromkeys(spans([e["trigger"], *e.get("also", [])])))
        if mentions:
            events.append(
                GoldEvent(
                    type=e["type"],
                    mentions=mentions,
                    fillers={role: spans(e.get(role, [])) for role in ROLES},
                    harm=tuple(_harm(e, text, sents, locate)),
                    status=e.get("status") or "reported",
                    by=tuple(numbers[b] for b in e.get("by", []) if b in numbers),
                )
            )
    return Gold(
        id=line["id"],
        text=text,
        layers=frozenset({"names", "events", "attributions"}),
        names=tuple(_occurrences(text, coding.get("names", {}))),
        events=tuple(events),
        attributions=tuple(attributions),
    )


def _harm(
    event: dict[str, Any], text: str, sents: list[Range], locate: Callable[[int, str], Range | None]
) -> Iterator[tuple[Any, ...]]:
    for h in event.get("harm", []):
        quantity = locate(h["s"], h["t"])
        if quantity is None:
            continue
        victims = None
        wanted = h.get("victims") or ""
        start, end = sents[h["s"]]
        # The victims' words may stand more than once: those nearest the quantity are meant.
        at = text.find(wanted, start, end) if wanted else -1
        while at >= 0:
            found = (at, at + len(wanted))
            if victims is None or _gap(found, quantity) < _gap(victims, quantity):
                victims = found
            at = text.find(wanted, at + 1, end)
        yield h["effect"], quantity, victims, bool(h.get("total"))


def _gap(a: Range, b: Range) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _occurrences(text: str, names: dict[str, list[str]]) -> Iterator[tuple[str, int, int]]:
    for kind in NAME_CLASSES:
        marked: list[Range] = []
        for name in sorted(set(names.get(kind, [])), key=len, reverse=True):
            for at in _whole_words(text, name):
                if not any(s <= at and at + len(name) <= e for s, e in marked):
                    marked.append((at, at + len(name)))
        yield from ((kind, start, end) for start, end in marked)


def _whole_words(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0 and words:
        end = at + len(words)
        if (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            yield at
        at = text.find(words, at + 1)


def _muc_line(line: dict[str, Any]) -> Gold:
    text = line["doctext"]
    marked: dict[tuple[str, int, int], None] = {}
    for role, entities in line["extracts"].items():
        mentions = {mention for entity in entities for mention, _ in entity}
        taken: list[Range] = []
        for mention in sorted(mentions, key=len, reverse=True):
            for at in _whole_words(text, mention):
                if not any(s < at + len(mention) and at < e for s, e in taken):
                    taken.append((at, at + len(mention)))
        marked.update(((role, start, end), None) for start, end in taken)
    return Gold(id=line["docid"], text=text, layers=frozenset({"incident"}), incident=tuple(marked))


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
