"""What a batch of windows costs: every head's loss, summed as one joint log-likelihood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional as F

from dateline.coding.compact.answers import BRIDGED
from dateline.coding.compact.features import begun_spans, inside_contents
from dateline.coding.compact.labels import (
    CHANNELS,
    LINKS,
    QUANTITY,
    SPAN_HEADS,
    TAG_SLICES,
    VICTIMS,
    WHERE,
)
from dateline.coding.compact.speech import nearby_words
from training.examples import IGNORE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.coding.compact.features import Layout
    from dateline.coding.compact.pairs import Ints
    from training.examples import Example, WordRange
    from training.network import CompactNetwork

PART_COLUMNS = [SPAN_HEADS.index(f"part:{channel}") for channel in CHANNELS]
SOURCE_COLUMN = SPAN_HEADS.index("source")


@dataclass(slots=True)
class _Pairs:
    """The pairs of one relation over a batch: word numbers in the batch, features, targets."""

    left: list[Ints] = field(default_factory=list)
    right: list[Ints] = field(default_factory=list)
    right_end: list[Ints] = field(default_factory=list)
    features: list[list[Ints]] = field(default_factory=list)
    targets: list[np.ndarray] = field(default_factory=list)
    known: list[np.ndarray] = field(default_factory=list)

    def add(
        self,
        left: Ints,
        right: Ints,
        features: list[Ints],
        targets: np.ndarray,
        *,
        right_end: Ints | None = None,
        known: np.ndarray | None = None,
    ) -> None:
        self.left.append(left)
        self.right.append(right)
        self.features.append(features)
        self.targets.append(targets)
        if right_end is not None:
            self.right_end.append(right_end)
        if known is not None:
            self.known.append(known)

    def logits(self, network: CompactNetwork, relation: str, vectors: torch.Tensor) -> torch.Tensor:
        def gather(numbers: list[Ints], part: int) -> torch.Tensor:
            return network.part(vectors, relation, part).index_select(
                0, torch.from_numpy(np.concatenate(numbers)).to(vectors.device)
            )

        right = gather(self.right, 1)
        if self.right_end:
            right = right + gather(self.right_end, 2)
        features = [
            torch.from_numpy(np.concatenate(column)).to(vectors.device)
            for column in zip(*self.features, strict=True)
        ]
        out: torch.Tensor = network.pairs[relation](gather(self.left, 0), right, features)
        return out


def batch_losses(
    network: CompactNetwork,
    batch: list[Example],
    tags: torch.Tensor,
    vectors: torch.Tensor,
    *,
    own_candidates: bool,
) -> dict[str, torch.Tensor]:
    """Loss by head, each summed over its decisions and divided by the number of words.

    `own_candidates`: spans that the network itself finds join the annotated ones as candidates, so
    that the pair heads learn to turn down what reading will hand them.
    """
    size = sum(len(example) for example in batch)
    losses = {name: loss / size for name, loss in _word_losses(batch, tags).items()}
    found = tags.detach().cpu().numpy()
    collected: dict[str, _Pairs] = {}
    at = 0
    for example in batch:
        words = len(example)
        own = found[at : at + words] if own_candidates else None
        _collect(example, at, own, collected)
        at += words
    for relation, pairs in collected.items():
        logits = pairs.logits(network, relation, vectors)
        if relation in ("opens", "closes"):
            losses[relation] = _pointer_loss(logits[:, 0], pairs) / size
        else:
            targets = torch.from_numpy(np.concatenate(pairs.targets)).to(logits.device).float()
            known = (
                torch.from_numpy(np.concatenate(pairs.known)).to(logits.device).float()
                if pairs.known
                else None
            )
            losses[relation] = (
                F.binary_cross_entropy_with_logits(
                    logits, targets.reshape(logits.shape), weight=known, reduction="sum"
                )
                / size
            )
    return losses


def _word_losses(batch: list[Example], tags: torch.Tensor) -> dict[str, torch.Tensor]:
    def target(name: str) -> torch.Tensor:
        return torch.from_numpy(np.concatenate([getattr(example, name) for example in batch])).to(tags.device)

    spans = tags[:, TAG_SLICES["spans"]].reshape(-1, 3)
    losses = {
        "spans": F.cross_entropy(spans, target("spans").reshape(-1), ignore_index=IGNORE, reduction="sum"),
        "types": F.cross_entropy(
            tags[:, TAG_SLICES["types"]], target("types"), ignore_index=IGNORE, reduction="sum"
        ),
    }
    for name in ("status", "stance"):
        losses[name] = 0.5 * F.cross_entropy(
            tags[:, TAG_SLICES[name]], target(name), ignore_index=IGNORE, reduction="sum"
        )
    for name in ("continues", "lead", "named"):
        wanted = target(name)
        known = wanted != IGNORE
        losses[name] = 0.5 * F.binary_cross_entropy_with_logits(
            tags[known][:, TAG_SLICES[name]].squeeze(1), wanted[known].float(), reduction="sum"
        )
    return losses


def _pointer_loss(logits: torch.Tensor, pairs: _Pairs) -> torch.Tensor:
    loss = logits.new_zeros(())
    at = 0
    for targets in pairs.targets:
        for row in targets:
            loss = loss - torch.log_softmax(logits[at : at + int(row[1])], 0)[int(row[0])]
            at += int(row[1])
    return loss


def _collect(example: Example, at: int, own: np.ndarray | None, collected: dict[str, _Pairs]) -> None:
    """Put the pairs of one window into `collected`; `at` is the number of its first word in the batch."""

    def pairs(relation: str) -> _Pairs:
        return collected.setdefault(relation, _Pairs())

    layout = example.layout
    mentions = np.array([m.words[0] for m in example.mentions], dtype=np.int64)
    types = _types(example, own)
    leads = np.array([m.lead for m in example.mentions], dtype=np.int64)
    events = np.array([m.event for m in example.mentions], dtype=np.int64)
    if len(mentions):
        spans, bits, labels = _candidates(example, own)
        if spans:
            starts, ends = np.array(spans).T
            shape = len(mentions), len(spans)
            grid = layout.link(mentions, types, leads, starts=starts, ends=ends, channels=bits)
            features = [np.broadcast_to(one, shape).ravel() for one in grid]
            targets = np.stack(
                [labels.get(int(event), np.zeros((len(spans), len(LINKS)))) for event in events]
            )
            pairs("link").add(
                at + np.repeat(mentions, len(spans)),
                at + np.tile(starts, len(mentions)),
                features,
                targets.reshape(-1, len(LINKS)),
                right_end=at + np.tile(ends, len(mentions)),
                known=np.broadcast_to(example.known, (len(spans) * len(mentions), len(LINKS))),
            )
        if len(mentions) > 1 and not example.known[WHERE]:
            first, second = np.triu_indices(len(mentions), 1)
            pairs("same").add(
                at + mentions[first],
                at + mentions[second],
                layout.same(mentions, types, first, second),
                events[first] == events[second],
            )
    if example.said:
        _collect_said(example, at, own, pairs, dict(zip(mentions.tolist(), events.tolist(), strict=True)))
    quantities = sorted({q for q, channels in example.candidates.items() if QUANTITY in channels})
    victims = sorted({v for v, channels in example.candidates.items() if VICTIMS in channels})
    if quantities and victims:
        starts, ends = np.array(victims).T
        lefts = np.array(quantities)[:, 0]
        pairs("suffer").add(
            at + np.repeat(lefts, len(victims)),
            at + np.tile(starts, len(quantities)),
            layout.suffer(lefts, starts),
            np.array([[(q, v) in example.suffer for v in victims] for q in quantities]).ravel(),
            right_end=at + np.tile(ends, len(quantities)),
        )


def _types(example: Example, own: np.ndarray | None) -> Ints:
    """The types of the mentions; where the set tells none, the likeliest that the network finds."""
    types = np.array([m.type for m in example.mentions], dtype=np.int64)
    untold = np.flatnonzero(types < 0)
    if len(untold):
        firsts = [example.mentions[m].words[0] for m in untold]
        types[untold] = 0 if own is None else own[firsts, TAG_SLICES["types"]][:, 1:].argmax(axis=1)
    return types


def _candidates(
    example: Example, own: np.ndarray | None
) -> tuple[list[WordRange], Ints, dict[int, np.ndarray]]:
    """Candidate spans, their channels (C, CHANNELS), and for each event what it links to (C, LINKS)."""
    channels: dict[WordRange, set[int]] = {
        span: set(found) for span, found in example.candidates.items() if set(found) != {VICTIMS}
    }
    if own is not None:
        table = own[:, TAG_SLICES["spans"]].reshape(len(own), -1, 3)
        for channel, column in enumerate(PART_COLUMNS):
            if channel != VICTIMS:
                for span in begun_spans(table[:, column], bridged=BRIDGED):
                    channels.setdefault(span, set()).add(channel)
    spans = sorted(channels)
    bits = np.zeros((len(spans), len(CHANNELS)), dtype=np.int64)
    for i, span in enumerate(spans):
        bits[i, list(channels[span])] = 1
    labels: dict[int, np.ndarray] = {}
    for event, gold, link in example.links:
        table = labels.setdefault(event, np.zeros((len(spans), len(LINKS))))
        for i, span in enumerate(spans):
            if span == gold or (span not in example.candidates and _by_half(span, gold)):
                table[i, link] = 1
    return spans, bits, labels


def _by_half(a: WordRange, b: WordRange) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0]) + 1
    return shared > 0 and shared * 2 >= min(a[1] - a[0], b[1] - b[0]) + 1


def _collect_said(
    example: Example, at: int, own: np.ndarray | None, pairs: Callable[[str], _Pairs], events: dict[int, int]
) -> None:
    """Put the pairs of a window's attributions in; `events` gives the event of each mention's first word."""
    layout, said = example.layout, example.said
    cues = np.array([one.cue[0] for one in said], dtype=np.int64)
    sources = {one.source for one in said if one.source}
    if own is not None:
        table = own[:, TAG_SLICES["spans"]].reshape(len(own), -1, 3)
        sources |= set(begun_spans(table[:, SOURCE_COLUMN], bridged=BRIDGED))
    if sources:
        ordered = sorted(sources)
        starts, ends = np.array(ordered).T
        speakers: dict[WordRange, set[WordRange]] = {}
        for one in said:
            if one.source:
                speakers.setdefault(one.cue, set()).add(one.source)
        pairs("said").add(
            at + np.repeat(cues, len(ordered)),
            at + np.tile(starts, len(cues)),
            layout.said(cues, starts),
            np.array([[s in speakers.get(one.cue, ()) for s in ordered] for one in said]).ravel(),
            right_end=at + np.tile(ends, len(cues)),
        )
    for one in said:
        if one.content and one.whole:
            _collect_pointers(layout, at, one.cue[0], one.content, pairs)
    if events:
        mentions = np.array(list(events), dtype=np.int64)
        inside = inside_contents(mentions, [one.content for one in said])
        pairs("by").add(
            at + np.repeat(mentions, len(cues)),
            at + np.tile(cues, len(mentions)),
            layout.by(mentions, cues, inside),
            np.array([[(e, one.number) in example.by for one in said] for e in events.values()]).ravel(),
        )


def _collect_pointers(
    layout: Layout, at: int, cue: int, content: WordRange, pairs: Callable[[str], _Pairs]
) -> None:
    """Put in the words that reading would weigh as the first and the last of a cue's content."""
    words = nearby_words(layout.sentences, cue)
    if content[0] < words[0] or content[1] > words[-1]:
        return
    lefts = np.repeat(cue, len(words))
    for relation, side in (("opens", 0), ("closes", 1)):
        pairs(relation).add(
            at + lefts,
            at + words,
            layout.pointer(lefts, words),
            np.array([(content[side] - words[0], len(words))]),
        )


def total(losses: Mapping[str, torch.Tensor]) -> torch.Tensor:
    """The sum that training brings down."""
    return torch.stack(list(losses.values())).sum()
