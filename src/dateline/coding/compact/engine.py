"""The compact engine: one small encoder with joint heads, and the decoding of its answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.coding.compact.answers import ask
from dateline.coding.compact.calibration import Calibration, signs_of
from dateline.coding.compact.events import draft_events, weigh_events, weigh_places
from dateline.coding.compact.labels import INCIDENT_ROLES, NAME_CLASSES
from dateline.coding.compact.speech import draft_attributions, stands_under
from dateline.coding.compact.tokens import cut_sections, split_words
from dateline.coding.names import everywhere
from dateline.domain import Attribution, Coding, Event, Harm, Role, Span, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tokenizers import Tokenizer

    from dateline.coding.compact.answers import Answers, Network
    from dateline.coding.compact.events import EventDraft, HarmDraft, Mention
    from dateline.coding.compact.pairs import PairHead
    from dateline.coding.compact.speech import SaidDraft
    from dateline.coding.compact.thresholds import Thresholds
    from dateline.coding.compact.tokens import Words
    from dateline.domain import NameClass, Report

_INCLUDING = re.compile(r"\b(?:including|among them|of whom|of them|include|among whom)\b", re.IGNORECASE)
_PART_REACH = 120  # characters between a total and its part: "two people, including a child"
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|refut(?:e|es|ed|ing|ations?))\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|nor|never|neither|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_NOT_REACH = 12  # characters before a denial in which it may be taken back: "has not denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Words that fill a role of the report's main incidents, as MUC-4 asks, with their probability."""

    role: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactEngine:
    """Codes reports in English with one network, on one thread, without any other service.

    `name` and version go into every Coding. The network, the tokenizer, the pair heads, the thresholds
    and the calibration belong together; `dateline.adapters.weights.load_engine` brings those that ship.
    """

    name: str
    tokenizer: Tokenizer
    network: Network
    heads: Mapping[str, PairHead]
    limits: Thresholds
    calibration: Calibration = field(default_factory=Calibration)
    languages: frozenset[str] = frozenset({"en"})

    def answers(self, text: str) -> Iterator[Answers]:
        """What the network says about a text's words, section by section; a usual report is one section."""
        for section in cut_sections(split_words(text, self.tokenizer)):
            yield ask(self.network, section, self.heads)

    def code(self, report: Report) -> Coding:
        """Names, events and attributions of a report with their spans; dates and counts are unread."""
        return self.decode(report, self.answers(report.text))

    def decode(self, report: Report, sections: Iterable[Answers]) -> Coding:
        """The coding that the answers for a report's text give."""
        forms: dict[NameClass, set[str]] = {kind: set() for kind in NAME_CLASSES}
        events: list[Event] = []
        attributions: list[Attribution] = []
        for answers in sections:
            weighed = weigh_events(answers, self.limits)
            mentions, drafts = weighed.mentions, draft_events(answers, weighed, self.limits)
            said = draft_attributions(answers, self.limits)
            claims = stands_under(answers, drafts, mentions, said, self.limits.by)
            to_span, before = _Spans(answers.words), len(attributions)
            for draft, under in zip(drafts, claims, strict=True):
                keys = tuple(_key(a + before) for a in under)
                sure = self.calibration.chance(signs_of(weighed, draft))
                events.append(_event(f"e{len(events) + 1}", draft, mentions, keys, to_span, confidence=sure))
            attributions += [_attribution(number, one, before, to_span) for number, one in enumerate(said)]
            for kind in NAME_CLASSES:
                found = answers.spans(f"name:{kind}", self.limits.name_lean)
                forms[kind].update(to_span(words).of(report.text) for words in found)
        names = (name for kind, some in forms.items() for name in everywhere(report.text, kind, some))
        return Coding(
            report=report,
            engine=self.name,
            names=tuple(names),
            events=tuple(events),
            attributions=tuple(attributions),
        )

    def where(self, text: str, verb: Span) -> list[Span]:
        """The places, of those that the text names, where that happened which the words at `verb` tell."""
        found: list[Span] = []
        for answers in self.answers(text):
            words = answers.words.covering(verb.start, verb.end)
            if words and answers.words.starts[0] <= verb.start < answers.words.ends[-1]:
                scores = weigh_places(answers, words[0], self.limits)
                to_span = _Spans(answers.words)
                found += [to_span(at) for at, score in scores.items() if score > self.limits.where]
        return found

    def fillers(self, text: str) -> list[Filler]:
        """Role fillers of the text's main incidents, by the roles of MUC-4."""
        # No bridges here: on the MUC-4 dev part they cost half a point (47.8 for 48.3).
        return [
            Filler(role=role, span=_Spans(answers.words)(words), score=answers.sureness(head, words))
            for answers in self.answers(text)
            for role, head in ((role, f"incident:{role}") for role in INCIDENT_ROLES)
            for words in answers.spans(head, self.limits.incident_lean, bridged=0)
        ]


class _Spans:
    """Turns word ranges into character spans."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __call__(self, at: tuple[int, int]) -> Span:
        return Span(self.words.starts[at[0]], self.words.ends[at[1]])


def _key(number: int) -> str:
    return f"a{number + 1}"


def _event(
    key: str,
    draft: EventDraft,
    mentions: list[Mention],
    claims: tuple[str, ...],
    to_span: _Spans,
    *,
    confidence: float,
) -> Event:
    def spans(role: Role) -> tuple[Span, ...]:
        return tuple(to_span(words) for words in draft.fillers[role])

    return Event(
        id=key,
        type=draft.type,
        mentions=tuple(to_span(mentions[m].words) for m in draft.members),
        agents=spans(Role.AGENT),
        targets=spans(Role.TARGET),
        places=spans(Role.PLACE),
        times=spans(Role.TIME),
        means=spans(Role.MEANS),
        harm=tuple(_harm(one, draft.harm, to_span) for one in draft.harm),
        status=draft.status,
        claims=claims,
        confidence=round(confidence, 3),
    )


def _harm(one: HarmDraft, others: tuple[HarmDraft, ...], to_span: _Spans) -> Harm:
    quantity = to_span(one.quantity)
    part_of = None
    for other in others:
        whole = other.victims or other.quantity
        end = max(to_span(whole).end, to_span(other.quantity).end)
        gap = to_span.words.text[end : quantity.start]
        if (
            other.effect == one.effect
            and end <= quantity.start
            and len(gap) < _PART_REACH
            and _INCLUDING.search(gap)
        ):
            part_of = to_span(whole)
    return Harm(
        effect=one.effect,
        quantity=quantity,
        victims=to_span(one.victims) if one.victims else None,
        part_of=part_of,
        total=one.total,
    )


def _attribution(number: int, one: SaidDraft, before: int, to_span: _Spans) -> Attribution:
    cue = to_span(one.cue)
    return Attribution(
        id=_key(number + before),
        cue=cue,
        source=to_span(one.source) if one.source else None,
        content=to_span(one.content) if one.content else None,
        named=one.named,
        stance=Stance.DENIES if _denies(cue, to_span.words.text) else one.stance,
        within=_key(one.within + before) if one.within is not None else None,
    )


def _denies(cue: Span, text: str) -> bool:
    """Whether the cue itself says that something is denied: no network may take that for an assertion."""
    said = text[max(0, cue.start - _NOT_REACH) : cue.end]
    return bool(_DENIAL.search(cue.of(text)) and not _NOT.search(said))
