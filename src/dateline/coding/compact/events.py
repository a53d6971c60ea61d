"""From the network's answers to events: mentions, their merging, their parts, their harm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.coding.compact.answers import trimmed_spans
from dateline.coding.compact.labels import (
    CHANNELS,
    EFFECTS,
    LINKS,
    QUANTITY,
    ROLES,
    STATUSES,
    TOTAL,
    TYPES,
    VICTIMS,
    WHERE,
)

if TYPE_CHECKING:
    from dateline.coding.compact.answers import Answers
    from dateline.coding.compact.pairs import Floats, Ints
    from dateline.coding.compact.thresholds import Thresholds
    from dateline.domain import Effect, EventType, Role, Status

WordRange = tuple[int, int]
_FIRST_EFFECT = len(ROLES)
_SURE = 1e-6  # chances nearer to 0 or 1 than this are all one
_LEAST_SUFFERING = 0.2  # under this no victims are better than the likeliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a happening, and the probabilities of its types (TYPES,)."""

    words: WordRange
    types: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmDraft:
    """Harm as word ranges."""

    effect: Effect
    quantity: WordRange
    victims: WordRange | None
    total: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """An event as word ranges; `members` are the numbers of its mentions, the trigger before the others."""

    type: EventType
    members: tuple[int, ...]
    fillers: dict[Role, tuple[WordRange, ...]]
    harm: tuple[HarmDraft, ...]
    status: Status


def find_mentions(answers: Answers, least: float) -> list[Mention]:
    """Words whose chance of naming an event is over `least`; words that continue a mention join it."""
    logits = answers.tag("types")
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    types = odds[:, 1:]
    best = types.argmax(axis=1)
    continues = answers.tag("continues")[:, 0] > 0
    mentions: list[Mention] = []
    for word in np.flatnonzero(1 - odds[:, 0] > least):
        last = mentions[-1] if mentions else None
        if last and last.words[1] == word - 1 and continues[word] and best[word - 1] == best[word]:
            mentions[-1] = Mention(
                words=(last.words[0], int(word)), types=np.maximum(last.types, types[word])
            )
        else:
            mentions.append(Mention(words=(int(word), int(word)), types=types[word]))
    return mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the network makes of a text's events before anything is cut off.

    `same` (M, M): chances that two mentions tell of one happening; `groups`: the mentions of each event;
    `leads`: the mention of each event that is its trigger; `candidates` (C) with the channels that tell
    of them; `linked` (events, C, LINKS): chances that a candidate plays a part; `kept`: the same, 0 where
    another event has the better claim; `suffering`: for each quantity the victims that it most likely counts.
    """

    mentions: list[Mention]
    same: Floats
    groups: list[list[int]]
    leads: list[int]
    candidates: dict[WordRange, frozenset[int]]
    linked: Floats
    kept: Floats
    suffering: dict[WordRange, WordRange]


def weigh_events(answers: Answers, limits: Thresholds) -> Weighed:
    """Mentions, their groups, and how likely each candidate plays which part in each group."""
    mentions = find_mentions(answers, limits.mention)
    candidates = find_candidates(answers, limits.part_lean)
    if not mentions:
        nothing = np.zeros((0, len(candidates), len(LINKS)), dtype=np.float32)
        return Weighed(
            mentions=[],
            same=np.zeros((0, 0), dtype=np.float32),
            groups=[],
            leads=[],
            candidates=candidates,
            linked=nothing,
            kept=nothing,
            suffering={},
        )
    firsts = np.array([m.words[0] for m in mentions])
    types = np.array([int(m.types.argmax()) for m in mentions])
    same = _same(answers, firsts, types)
    groups = _merge(same, limits.same)
    likely = answers.tag("lead")[firsts, 0]
    leads = [max(group, key=lambda m: likely[m]) for group in groups]
    links = _links(answers, firsts, types, leads, candidates)
    # An event is as surely linked as its best mention.
    linked = np.stack([links[group].max(axis=0) for group in groups])
    victims = trimmed_spans(answers, f"part:{CHANNELS[VICTIMS]}", limits.part_lean)
    return Weighed(
        mentions=mentions,
        same=same,
        groups=groups,
        leads=leads,
        candidates=candidates,
        linked=linked,
        kept=_uncontested(linked, limits.margin),
        suffering=_suffering(answers, candidates, victims),
    )


def draft_events(answers: Answers, weighed: Weighed, limits: Thresholds) -> list[EventDraft]:
    """Events in the order of the text: what of the weighed parts is over the limits."""
    mentions = weighed.mentions
    drafts = []
    for group, lead, scores in zip(weighed.groups, weighed.leads, weighed.kept, strict=True):
        weights = np.sum([mentions[m].types for m in group], axis=0)
        firsts = [mentions[m].words[0] for m in group]
        drafts.append(
            EventDraft(
                type=TYPES[int(weights.argmax())],
                members=tuple(sorted(group, key=lambda m: (m != lead, -float(mentions[m].types.sum())))),
                fillers=_fillers(answers, weighed.candidates, scores, limits),
                harm=_harm(weighed.candidates, scores, weighed.suffering, limits),
                status=STATUSES[int(answers.tag("status")[firsts].sum(axis=0).argmax())],
            )
        )
    return sorted(drafts, key=lambda d: min(mentions[m].words for m in d.members))


def _uncontested(linked: Floats, margin: float) -> Floats:
    """The links (events, candidates, LINKS) without those that another event has a better claim to.

    A role is left to the events within `margin` (in nats of log odds) of the best one, an effect on a
    quantity to the best alone: of 2,023 quantities in the training corpus 1,974 tell of one harm to
    one event.
    """
    chances = np.clip(linked, _SURE, 1 - _SURE)
    odds = np.log(chances / (1 - chances))
    behind = odds.max(axis=0, keepdims=True) - odds
    # In the order of LINKS; a total may count for several events, and "where" is not asked here.
    allowed = np.array([margin] * len(ROLES) + [0.0] * len(EFFECTS) + [np.inf, np.inf])
    return np.where(behind > allowed, np.float32(0), linked)


def weigh_places(answers: Answers, verb: int, limits: Thresholds) -> dict[WordRange, float]:
    """How likely each place that the text names is where that happened which word `verb` tells."""
    place = CHANNELS.index("place")
    spans = set(trimmed_spans(answers, "part:place", limits.part_lean))
    spans |= set(answers.spans("name:place", limits.name_lean))
    if not spans:
        return {}
    candidates = dict.fromkeys(sorted(spans), frozenset([place]))
    mention = np.array([verb])
    types = answers.tag("types")[mention, 1:].argmax(axis=1)
    scores = _links(answers, mention, types, [0], candidates)[0, :, WHERE]
    return {words: float(score) for words, score in zip(candidates, scores, strict=True)}


def find_candidates(answers: Answers, lean: float) -> dict[WordRange, frozenset[int]]:
    """Spans that may play a part in some event, with the channels that tell them."""
    found: dict[WordRange, set[int]] = {}
    for number, channel in enumerate(CHANNELS):
        if number != VICTIMS:
            for words in trimmed_spans(answers, f"part:{channel}", lean):
                found.setdefault(words, set()).add(number)
    for words in trimmed_spans(answers, f"part:{CHANNELS[VICTIMS]}", lean):
        if words in found:
            found[words].add(VICTIMS)
    return {words: frozenset(found[words]) for words in sorted(found)}


def _same(answers: Answers, firsts: Ints, types: Ints) -> Floats:
    """Probabilities (M, M) that two mentions tell of one happening."""
    table = np.eye(len(firsts), dtype=np.float32)
    first, second = np.triu_indices(len(firsts), 1)
    if len(first):
        features = answers.layout.same(firsts, types, first, second)
        scores = answers.score("same", firsts[first], firsts[second], features)[:, 0]
        table[first, second] = table[second, first] = scores
    return table


def _merge(same: Floats, least: float) -> list[list[int]]:
    """Groups of mentions by average linkage: the closest two groups join while their mean is over `least`."""
    groups = [[i] for i in range(len(same))]
    table = same.astype(np.float64)
    np.fill_diagonal(table, -1.0)
    while len(groups) > 1:
        i, j = divmod(int(table.argmax()), len(groups))
        if table[i, j] < least:
            break
        i, j = min(i, j), max(i, j)
        a, b = len(groups[i]), len(groups[j])
        table[i] = (table[i] * a + table[j] * b) / (a + b)
        table[:, i] = table[i]
        table[i, i] = -1.0
        table = np.delete(np.delete(table, j, axis=0), j, axis=1)
        groups[i] += groups.pop(j)
    return [sorted(group) for group in groups]


def _links(
    answers: Answers,
    firsts: Ints,
    types: Ints,
    leads: list[int],
    candidates: dict[WordRange, frozenset[int]],
) -> Floats:
    """Probabilities (M, C, LINKS)."""
    if not candidates:
        return np.zeros((len(firsts), 0, len(LINKS)), dtype=np.float32)
    starts, ends = np.array(list(candidates)).T
    bits = np.zeros((len(candidates), len(CHANNELS)), dtype=np.int64)
    for i, channels in enumerate(candidates.values()):
        bits[i, list(channels)] = 1
    leading = np.isin(np.arange(len(firsts)), leads).astype(np.int64)
    features = answers.layout.link(firsts, types, leading, starts=starts, ends=ends, channels=bits)
    return answers.grid("link", firsts, starts, features, ends)


def _fillers(
    answers: Answers, candidates: dict[WordRange, frozenset[int]], scores: Floats, limits: Thresholds
) -> dict[Role, tuple[WordRange, ...]]:
    spans = list(candidates)
    fillers = {}
    for column, role in enumerate(ROLES):
        least = getattr(limits, role)
        chosen: list[int] = []
        for i in sorted(np.flatnonzero(scores[:, column] > least), key=lambda i: -scores[i, column]):
            if candidates[spans[i]] <= {QUANTITY, VICTIMS}:
                continue
            if not any(_repeats(answers, spans[i], spans[k]) for k in chosen):
                chosen.append(int(i))
        fillers[role] = tuple(sorted(spans[i] for i in chosen))
    return fillers


def _repeats(answers: Answers, a: WordRange, b: WordRange) -> bool:
    """Whether two fillers overlap or are the same words said twice."""
    if a[0] <= b[1] and b[0] <= a[1]:
        return True
    words = answers.words
    return _form(words.text[words.starts[a[0]] : words.ends[a[1]]]) == _form(
        words.text[words.starts[b[0]] : words.ends[b[1]]]
    )


def _form(words: str) -> str:
    return words.lower().removeprefix("the ")


def _suffering(
    answers: Answers, candidates: dict[WordRange, frozenset[int]], victims: list[WordRange]
) -> dict[WordRange, WordRange]:
    """For each quantity the victims that it most likely counts."""
    quantities = [words for words, channels in candidates.items() if QUANTITY in channels]
    if not quantities or not victims:
        return {}
    lefts = np.array([q[0] for q in quantities])
    starts, ends = np.array(victims).T
    scores = answers.table("suffer", lefts, starts, answers.layout.suffer(lefts, starts), ends)[:, :, 0]
    return {
        q: victims[int(row.argmax())]
        for q, row in zip(quantities, scores, strict=True)
        if row.max() > _LEAST_SUFFERING
    }


def _harm(
    candidates: dict[WordRange, frozenset[int]],
    scores: Floats,
    suffering: dict[WordRange, WordRange],
    limits: Thresholds,
) -> tuple[HarmDraft, ...]:
    spans = list(candidates)
    harm = []
    for i, words in enumerate(spans):
        if QUANTITY not in candidates[words]:
            continue
        for column, effect in enumerate(EFFECTS, _FIRST_EFFECT):
            if scores[i, column] > limits.harm:
                harm.append(
                    HarmDraft(
                        effect=effect,
                        quantity=words,
                        victims=suffering.get(words),
                        total=bool(scores[i, TOTAL] > limits.total),
                    )
                )
    return tuple(harm)
