"""A report's text as the model sees it: words, their pieces, shapes and sentences."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# The encoder's vocabulary is lower case; the shape gives it back what capitals tell.
SHAPES = ("lower", "capital", "first", "upper", "mixed", "digits", "mark")
# Words that are decoded together. Pairs of words farther apart than a window were never learnt, and the work
# grows with their square; the longest report of the training corpus has 800 words and is one section.
SECTION = 1000
# Pieces of a window, and of the text around it that is read along. Over the dev reports the encoder's time
# for 256 with 24, 382 with 24 and 508 with 48 differs by 5 in 100: attention costs more, fewer words are read
# twice.
WINDOW, CONTEXT = 448, 32
LONGEST_WORD = 24  # pieces of one word that are kept: a wallet or a link must not fill a window


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of one text, as parallel lists.

    `starts`, `ends`: character offsets. `pieces`: word-piece ids of each word. `shapes`: indices
    into SHAPES. `sentences`: the number of the sentence that each word stands in.
    """

    text: str
    starts: list[int]
    ends: list[int]
    pieces: list[list[int]]
    shapes: list[int]
    sentences: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def part(self, first: int, last: int) -> Words:
        """Words `first`..`last` alone; their offsets still count in the whole text."""
        own = slice(first, last + 1)
        return Words(
            text=self.text,
            starts=self.starts[own],
            ends=self.ends[own],
            pieces=self.pieces[own],
            shapes=self.shapes[own],
            sentences=self.sentences[own],
        )

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last word that share a character with start..end; None where no word does."""
        first = bisect_right(self.ends, start)
        last = bisect_right(self.starts, end - 1) - 1
        return (first, last) if first <= last else None


def split_words(text: str, tokenizer: Tokenizer) -> Words:
    """Split `text` into words (runs of letters or digits, single marks) with their word pieces."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[list[int]] = []
    last = None
    for piece, (start, end), word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
        if start == end:
            continue  # the normaliser made it of nothing in the text
        # A character that the normaliser took apart gives several words at one place: they stay one.
        if word != last and not (ends and start < ends[-1]):
            starts.append(start)
            ends.append(end)
            pieces.append([piece])
            last = word
        else:
            ends[-1] = max(ends[-1], end)
            if len(pieces[-1]) < LONGEST_WORD:
                pieces[-1].append(piece)
    sentences = _sentence_numbers(text, starts)
    before = [-1, *sentences]
    shapes = [
        _shape(text[start:end], opens=before[i] != sentences[i])
        for i, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    return Words(text=text, starts=starts, ends=ends, pieces=pieces, shapes=shapes, sentences=sentences)


@lru_cache(maxsize=1 << 14)
def _shape(word: str, *, opens: bool) -> int:
    if not word[0].isalnum():
        return SHAPES.index("mark")
    if word[0].isdigit():
        return SHAPES.index("digits")
    if word.islower() or not word[0].isupper():
        return SHAPES.index("mixed" if word != word.lower() else "lower")
    if len(word) > 1 and word.isupper():
        return SHAPES.index("upper")
    if word[1:] != word[1:].lower():
        return SHAPES.index("mixed")
    return SHAPES.index("first" if opens else "capital")


def _sentence_numbers(text: str, starts: list[int]) -> list[int]:
    ends = [end for _, end in sentence_spans(text)]
    return [min(bisect_right(ends, start), max(0, len(ends) - 1)) for start in starts]


def cut_sections(words: Words, longest: int = SECTION) -> list[Words]:
    """The words in runs of at most `longest`, of like size, cut at sentence ends where there are any."""
    total = len(words)
    if total <= longest:
        return [words] if total else []
    target = total / -(-total // longest)
    sections, first, ending = [], 0, 0
    for at in range(1, total):
        if words.sentences[at] != words.sentences[at - 1]:
            ending = at
        if at - first >= target:
            cut = ending if ending > first else at
            sections.append(words.part(first, cut - 1))
            first = cut
    sections.append(words.part(first, total - 1))
    return sections


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A run of words that the encoder reads at once; words `own_first`..`own_last` are answered from it."""

    first: int
    last: int
    own_first: int
    own_last: int


def cut_windows(words: Words, longest: int = WINDOW, context: int = CONTEXT) -> list[Window]:
    """Windows of at most `longest` pieces (the encoder takes 512 with its two marks) over whole sentences.

    A text that fits is one window. A longer one is cut into windows of like size at sentence ends,
    each with up to `context` pieces of the text before and after it. A sentence longer than a
    window is cut between words.
    """
    if not len(words):
        return []
    sizes = [len(piece) for piece in words.pieces]
    total = sum(sizes)
    if total <= longest:
        return [Window(first=0, last=len(words) - 1, own_first=0, own_last=len(words) - 1)]
    room = longest - 2 * context
    target = total / -(-total // room)
    cuts = [0]
    held = 0
    for i, size in enumerate(sizes):
        opens = i > 0 and words.sentences[i] != words.sentences[i - 1]
        rest = _sentence_size(words, sizes, i) if opens else 0
        if (
            held + size > room
            or (opens and held and held + rest / 2 > target)
            or (opens and held + rest > room)
        ):
            cuts.append(i)
            held = 0
        held += size
    cuts.append(len(words))
    return [_with_context(sizes, own, own_end - 1, context) for own, own_end in pairwise(cuts)]


def _sentence_size(words: Words, sizes: list[int], at: int) -> int:
    number, size = words.sentences[at], 0
    while at < len(sizes) and words.sentences[at] == number:
        size += sizes[at]
        at += 1
    return size


def _with_context(sizes: list[int], own_first: int, own_last: int, context: int) -> Window:
    first, last = own_first, own_last
    room = context
    while first > 0 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    room = context
    while last + 1 < len(sizes) and sizes[last + 1] <= room:
        last += 1
        room -= sizes[last]
    return Window(first=first, last=last, own_first=own_first, own_last=own_last)
