"""How well copies are known: `python -m bench.copies REPORTS…`, on reports that it alters itself."""

from __future__ import annotations

import random
import re
import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import click

from bench.lines import IN, read_lines
from dateline.coding.sentences import sentence_spans
from dateline.domain import Report, Span
from dateline.linking.copies import WORDS, Copies, is_copied, is_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

ALTERED, APART = 300, 120  # reports that are altered, and those whose paragraphs are added to them
LEAST_WORDS = 60  # of a report
NATURAL = 0.3  # reports of the corpus that share more are copies already: one of them is left out
PARAGRAPH = 60  # words
COUNTED = 8  # words of a sentence from which on it is asked whose it is
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w+")


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts that are long enough, without those that copy one before them."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    kept: list[str] = []
    for text in texts:
        words = _WORD.findall(text.lower())
        if len(words) < LEAST_WORDS:
            continue
        shingles = {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
        shared = Counter(number for one in shingles for number in holders[one])
        if max(shared.values(), default=0) < NATURAL * len(shingles):
            for one in shingles:
                holders[one].append(len(kept))
            kept.append(text)
    return kept


class Editor:
    """Alters texts as an editor might, by chance that is the same in every run."""

    def __init__(self, others: list[str], seed: int = 11) -> None:
        """Take the texts that foreign paragraphs and words come from."""
        self._chance = random.Random(seed)  # noqa: S311 -- guards nothing
        self._others = others
        self._words = [word for text in others for word in text.split()]

    def alterations(self) -> dict[str, Callable[[str], str]]:
        """What is done to a text, by its name."""
        return {
            "another headline": lambda text: f"{' '.join(self._some(8))}\n{text}",
            "first half": lambda text: self._cut(text, 0.5),
            "first third": lambda text: self._cut(text, 0.34),
            "paragraph added": lambda text: f"{text}\n{self.paragraph(self._chance.choice(self._others))}",
            "every 20th word changed": lambda text: self._edited(text, 0.05),
            "every 10th word changed": lambda text: self._edited(text, 0.10),
            "every 7th word changed": lambda text: self._edited(text, 0.15),
            "every 5th word changed": lambda text: self._edited(text, 0.20),
            "half, every 10th word, paragraph": lambda text: (
                f"{self._edited(self._cut(text, 0.5), 0.10)}\n"
                f"{self.paragraph(self._chance.choice(self._others))}"
            ),
        }

    def paragraph(self, text: str) -> str:
        """So many words of a text, from anywhere in it."""
        words = text.split()
        start = self._chance.randrange(max(1, len(words) - PARAGRAPH))
        return " ".join(words[start : start + PARAGRAPH])

    def hosted(self, text: str, host: str) -> tuple[str, Span]:
        """A host with a paragraph of a text in its middle, half of the time edited, and where that stands."""
        paragraph = self.paragraph(text)
        if self._chance.random() < 1 / 2:
            paragraph = self._edited(paragraph, 0.08)
        cut = host.find(". ", len(host) // 2) + 1 or len(host)
        return f"{host[:cut]}\n{paragraph}\n{host[cut:]}", Span(cut + 1, cut + 1 + len(paragraph))

    def _some(self, number: int) -> list[str]:
        return self._chance.choices(self._words, k=number)

    def _cut(self, text: str, share: float) -> str:
        sentences = [one for one in _SENTENCE.split(text) if one.strip()]
        return " ".join(sentences[: max(1, int(len(sentences) * share))])

    def _edited(self, text: str, rate: float) -> str:
        """One sentence in eight cut; of the words that change half replaced, a quarter each cut and added."""
        sentences = [one for one in _SENTENCE.split(text) if one.strip()]
        kept = [one for one in sentences if self._chance.random() > 1 / 8] or sentences
        words: list[str] = []
        for word in " ".join(kept).split():
            drawn = self._chance.random() / rate
            if drawn < 1 / 2:
                words += self._some(1)
            elif drawn >= 3 / 4:
                words += [word, *self._some(1)] if drawn < 1 else [word]
        return " ".join(words)


def _report(key: str, text: str, source: str) -> Report:
    return Report(id=key, text=text, source=source)


def _index(texts: list[str], one_in: int) -> Copies:
    copies = Copies(one_in=one_in)
    for number, text in enumerate(texts):
        copies.add(_report(str(number), text, f"outlet {number}"))
    return copies


def _long_sentences(text: str) -> list[Span]:
    spans = [Span(start, end) for start, end in sentence_spans(text)]
    return [span for span in spans if len(_WORD.findall(span.of(text))) >= COUNTED]


def _whole(texts: list[str], editor: Editor, one_in: int) -> None:
    copies = _index(texts, one_in)
    right = wrong = 0
    click.echo(f"{'one shingle in ' + str(one_in):34} {'reports':>8} {'sentences':>10}")
    for name, alter in editor.alterations().items():
        found = home = sentences = 0
        for number, text in enumerate(texts[:ALTERED]):
            copy = _report("copy", alter(text), "copyist")
            borrowed = copies.borrowed(copy)
            known = is_copy(borrowed) and borrowed.report == str(number)
            found += known
            wrong += is_copy(borrowed) and not known
            for span in _long_sentences(copy.text):
                one = copies.borrowed(copy, span)
                home += known or (is_copied(one) and one.report == str(number))
                sentences += 1
        right += found
        click.echo(f"{name:34} {100 * found / len(texts[:ALTERED]):8.1f} {100 * home / sentences:10.1f}")
    strays = sum(
        is_copy(copies.borrowed(_report(str(number), text, f"outlet {number}")))
        for number, text in enumerate(texts)
    )
    click.echo(
        f"precision {100 * right / (right + wrong + strays):.1f}"
        f" (of {len(texts)} that copy nobody, {strays} called copies)"
    )


def _quoted(texts: list[str], editor: Editor) -> None:
    hits = misses = strays = 0
    for number in range(ALTERED):
        original, host = texts[number], texts[-1 - number % (len(texts) - ALTERED)]
        text, place = editor.hosted(original, host)
        copies = Copies()
        copies.add(_report("original", original, "outlet"))
        report = _report("host", text, "copyist")
        for span in _long_sentences(text):
            known = is_copied(copies.borrowed(report, span))
            if place.holds(span):
                hits += known
                misses += not known
            elif not place.overlap(span):
                strays += known
    click.echo(
        f"sentences of a quoted paragraph: recall {100 * hits / (hits + misses):.1f}, "
        f"precision {100 * hits / (hits + strays):.1f} (of {hits + misses})"
    )


def _cost(texts: list[str], sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> None:
    chance = random.Random(3)  # noqa: S311 -- guards nothing
    words = sorted({word for text in texts for word in text.split()})
    copies, number = Copies(one_in=8), 0
    for size in sizes:
        while number < size:
            copies.add(
                _report(f"filler {number}", " ".join(chance.choices(words, k=350)), f"o{number % 500}")
            )
            number += 1
        start = time.perf_counter()
        for text in texts:
            copies.borrowed(_report("asked", text, "asker"))
        click.echo(f"{size:8,} reports: {1000 * (time.perf_counter() - start) / len(texts):.2f} ms to ask")


@click.command()
@click.argument("corpora", metavar="REPORTS", type=IN, nargs=-1, required=True)
def main(corpora: tuple[Path, ...]) -> None:
    """Alter the reports of REPORTS and see which of the copies are known.

    REPORTS has one report a line: {"text"}. Each is taken for that of an outlet of its own; those that share
    much with one before are left out. Then comes what it costs to ask an archive.
    """
    texts = distinct(line["text"] for corpus in corpora for line in read_lines(corpus, keys=("text",)))
    random.Random(7).shuffle(texts)  # noqa: S311 -- guards nothing
    if len(texts) < APART + 2 * ALTERED:
        raise click.ClickException(
            f"REPORTS has {len(texts)} reports that copy nobody, and it takes {APART + 2 * ALTERED}. "
            "Give more of them."
        )
    apart, texts = texts[:APART], texts[APART:]
    click.echo(f"{len(texts)} reports, {ALTERED} of them altered")
    for one_in in (1, 8):
        _whole(texts, Editor(apart), one_in)
    _quoted(texts, Editor(apart))
    _cost(texts)


if __name__ == "__main__":
    main()
