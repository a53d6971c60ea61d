"""Codings without their texts: every span as character offsets into a report that is named by its id.

    python -m training.standoff REPORTS CODINGS... -o OUT

CODINGS are lines in the form that annotators write (sentence number and exact words); OUT gets the same
codings as stand-off lines, sorted by id, which may be stored where the texts may not.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.coding.compact.labels import NAME_CLASSES, ROLES
from dateline.coding.names import everywhere, whole_words
from training.gold import Gold, GoldAttribution, GoldEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.gold import Range

Line = dict[str, Any]


def standoff(line: Line) -> Line:
    """The coding of an annotated report with offsets in the stead of words; words not found are left out.

    `line` has `id`, `text`, `sents` ([start, end] of each sentence) and `coding`; it may have `layers`, and
    places beside words that stand more than once (docs/reference/corpus-export.md).
    """
    return _Locator(line).coding()


def gold_of(coding: Line, text: str) -> Gold:
    """A stand-off coding and its text as a Gold."""
    numbers = {a["id"]: number for number, a in enumerate(coding["attributions"])}
    return Gold(
        id=coding["id"],
        text=text,
        layers=frozenset(coding.get("layers", ("names", "events", "attributions"))),
        names=tuple(_names(text, coding["names"])),
        events=tuple(_event(e, numbers) for e in coding["events"]),
        attributions=tuple(
            GoldAttribution(
                cue=_range(a.get("cue")),
                source=_range(a.get("source")),
                content=_range(a.get("content")),
                named=a.get("named"),
                stance=a.get("stance"),
            )
            for a in coding["attributions"]
        ),
    )


def _event(e: Line, numbers: dict[str, int]) -> GoldEvent:
    return GoldEvent(
        type=e["type"],
        mentions=tuple(dict.fromkeys((s, t) for s, t in e["mentions"])),
        fillers={role: tuple((s, t) for s, t in e.get(role, [])) for role in ROLES},
        harm=tuple(
            (h["effect"], tuple(h["quantity"]), _range(h.get("victims")), bool(h.get("total")))
            for h in e.get("harm", [])
        ),
        status=e.get("status") or "reported",
        by=tuple(numbers[b] for b in e.get("by", []) if b in numbers),
    )


def _range(found: list[int] | None) -> Range | None:
    return (found[0], found[1]) if found else None


def _names(text: str, names: dict[str, list[list[int]]]) -> Iterator[tuple[str, int, int]]:
    """Every place where a name's words stand: class, start, end; `names` gives one place of each by class."""
    for kind in NAME_CLASSES:
        forms = {text[start:end] for start, end in names.get(kind, [])}
        yield from ((kind, name.span.start, name.span.end) for name in everywhere(text, kind, forms))


class _Locator:
    """Finds the words of one coding in its text."""

    def __init__(self, line: Line) -> None:
        self.id, self.text, self.sents, self.given = line["id"], line["text"], line["sents"], line["coding"]
        self.layers = line.get("layers")  # what is gold in it, where that is not all

    def coding(self) -> Line:
        names = {
            kind: [[at, at + len(name)] for name in dict.fromkeys(some) if (at := self._somewhere(name)) >= 0]
            for kind in NAME_CLASSES
            if (some := self.given.get("names", {}).get(kind))
        }
        attributions = [self._attribution(a) for a in self.given.get("attributions", [])]
        events = [e for e in map(self._event, self.given.get("events", [])) if e["mentions"]]
        found = {"id": self.id, "names": names, "events": events, "attributions": attributions}
        return found if self.layers is None else found | {"layers": self.layers}

    def _somewhere(self, name: str) -> int:
        return next(whole_words(self.text, name), self.text.find(name) if name else -1)

    def _at(self, sentence: int, words: str | None, at: list[int] | None = None) -> list[int] | None:
        """The first place in a sentence where the words stand, whole words before parts of words.

        Where the place is given, it is that one.
        """
        if not words or at:
            return at
        start, end = self.sents[sentence]
        within = self.text[start:end]
        here = next(whole_words(within, words), within.find(words))
        return [start + here, start + here + len(words)] if here >= 0 else None

    def _spans(self, items: list[Line]) -> list[list[int]]:
        return [found for item in items if (found := self._at(item["s"], item["t"], item.get("at")))]

    def _attribution(self, a: Line) -> Line:
        content = self._at(a["s"], a.get("content"), a.get("content_at"))
        if content and a.get("upto") is not None and not a.get("content_at"):
            content = [content[0], max(content[1], self.sents[a["upto"]][1])]
        return {
            "id": a["id"],
            "cue": self._at(a["s"], a.get("cue"), a.get("cue_at")),
            "source": self._at(
                a["s"] if a.get("source_s") is None else a["source_s"], a.get("source"), a.get("source_at")
            ),
            "content": content,
            "named": a.get("named"),
            "stance": a.get("stance"),
            "in": a.get("in"),
        }

    def _event(self, e: Line) -> Line:
        found = {
            "id": e["id"],
            "type": e["type"],
            "mentions": self._spans([e["trigger"], *e.get("also", [])]),
        }
        found |= {role: spans for role in ROLES if (spans := self._spans(e.get(role, [])))}
        if harm := [h for h in map(self._harm, e.get("harm", [])) if h["quantity"]]:
            found["harm"] = harm
        return found | {
            "status": e.get("status") or "reported",
            "by": e.get("by", []),
            "date": e.get("date"),
        }

    def _harm(self, h: Line) -> Line:
        quantity = self._at(h["s"], h["t"], h.get("at"))
        found = {
            "effect": h["effect"],
            "quantity": quantity,
            "victims": quantity
            and (h.get("victims_at") or self._nearest(h["s"], h.get("victims"), quantity)),
            "min": h.get("min"),
            "max": h.get("max"),
        }
        return found | {key: h[key] for key in ("total", "part_of") if h.get(key)}

    def _nearest(self, sentence: int, words: str | None, to: list[int]) -> list[int] | None:
        """The victims' words may stand more than once: those nearest the quantity are meant."""
        start, end = self.sents[sentence]
        found = None
        at = self.text.find(words, start, end) if words else -1
        while words and at >= 0:
            here = [at, at + len(words)]
            if found is None or _gap(here, to) < _gap(found, to):
                found = here
            at = self.text.find(words, at + 1, end)
        return found


def _gap(a: list[int], b: list[int]) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def main(argv: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.standoff",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("codings", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args(argv)
    reports = {report["id"]: report for report in _lines(options.reports)}
    found: dict[str, Line] = {}
    for path in options.codings:
        for coding in _lines(path):
            if coding["id"] not in reports:
                parser.error(f"{path} codes {coding['id']}, which {options.reports} does not hold")
            found[coding["id"]] = standoff({**reports[coding["id"]], "coding": coding})
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(
            json.dumps(found[key], ensure_ascii=False, separators=(",", ":")) + "\n" for key in sorted(found)
        )
    events = sum(len(coding["events"]) for coding in found.values())
    print(f"{len(found)} codings with {events} events in {options.out}")


if __name__ == "__main__":
    main()
