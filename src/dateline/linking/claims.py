"""Claims: under which attributions of a report the words of an event stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.domain import Span, Stance, Status
from dateline.linking.kinds import FAMILIES, Family
from dateline.linking.quoting import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.domain import Attribution, Coding, Event

_VOUCHING = frozenset({Stance.ASSERTS, Stance.HEDGES})
_OF_THEMSELVES = _VOUCHING | {Stance.DENIES}  # "the army denied shelling it": who is said to have done it


class Claims:
    """The attributions of a coding, by the words that they reach."""

    def __init__(self, coding: Coding) -> None:
        self._text = coding.report.text
        self._known = {one.id: one for one in coding.attributions}
        self._loose = loose_denials(coding)
        self._sentences = [Span(start, end) for start, end in sentence_spans(self._text)]
        self._starts = [one.start for one in self._sentences]

    def of(self, event: Event) -> tuple[Attribution, ...]:
        """The attributions of an event and denials of it, but for those that only pass another one on."""
        claims = [self._known[key] for key in event.claims if key in self._known]
        claims += self._loose.get(event.id, ())
        passed_on = {one.within for one in claims}
        return tuple(one for one in claims if one.id not in passed_on or one.stance not in _VOUCHING)

    def over(self, event: Event, span: Span) -> tuple[Attribution, ...]:
        """The attributions of an event under which some of its words stand; none: the outlet's own words.

        These are the ones whose content or speaker the words belong to, of several that vouch for them the
        closest. Failing these, the closest that is asserted in the same sentence: engines cut contents short,
        and outlets do not change voice within a sentence. Nor is a sentence that only denies or accuses the
        outlet's: "The army denied shelling the town on Tuesday." Words of other sentences are the outlet's
        own: headlines and leads tell in its voice what it then cites.
        """
        claims = self.of(event)
        vouching = [one for one in claims if one.stance in _VOUCHING]
        others = [one for one in claims if one.stance not in _VOUCHING and self._reaches(one, span)]
        reached = [one for one in vouching if self._reaches(one, span)]
        if not (reached or others):
            sentence = self.sentence(span)
            reached = [one for one in vouching if self._reach(one).overlap(sentence)]
            if not reached and not self._told_in(sentence, event, claims):
                others = [one for one in claims if self._reach(one).overlap(sentence)]
        return (*_least(reached, lambda one: self._distance(one, span)), *others)

    def in_doubt(self, span: Span) -> bool:
        """Whether the words before leave it open: "whether Russia had", "a suspected Russian raid"."""
        before = self._text[self.sentence(span).start : span.start]
        clause = _CLAUSE_END.split(before)[-1]
        return bool(_OPEN.search(clause) or _SUSPECTED.search(clause))

    def stance(self, event: Event, claim: Attribution | None) -> Stance:
        """How a claim, or without one the outlet, puts an event, by its own words and the event's status."""
        stance = claim.stance if claim else Stance.ASSERTS
        if event.status is Status.DENIED and not any(one.stance is Stance.DENIES for one in self.of(event)):
            return Stance.DENIES
        if event.status is Status.DISPUTED and claim is None:
            # What somebody denies is disputed, too: that takes nothing back of what the outlet says itself.
            denied = any(one.stance is Stance.DENIES for one in self.of(event))
            return Stance.ASSERTS if denied else Stance.HEDGES
        return stance

    def sentence(self, span: Span) -> Span:
        """The sentence that a span begins in."""
        at = bisect_right(self._starts, span.start) - 1
        return self._sentences[at] if at >= 0 else span

    def quote(self, claim: Attribution | None, span: Span) -> str:
        """What is quoted for a span: its sentence, of that the words attributed where they hold it.

        Of a speech that is attributed no more is quoted than that sentence: it may be the whole page, which
        is its publisher's.
        """
        content = claim.content if claim else None
        first, last = self.sentence(span), self.sentence(Span(span.end - 1, span.end))
        within = Span(min(first.start, span.start), max(last.end, span.end))
        if content and content.overlap(span):
            within = Span(max(content.start, within.start), min(content.end, within.end))
        return cut(self._text, within, around=span)

    def mention(self, event: Event, claim: Attribution) -> Span | None:
        """The words by which a claim speaks of an event: a mention of it, or else what is claimed.

        None where a denial is of the event's harm alone: "no casualties were reported".
        """
        mentions = (one for one in sorted(event.mentions) if self._reaches(claim, one))
        found = next(mentions, None)
        if found is None and claim.stance is Stance.DENIES:
            of_harm = any(self._reaches(claim, harm.quantity) for harm in event.harm)
            return None if of_harm else self._claimed(claim)
        return found or self._claimed(claim)

    def accused(self, event: Event, claim: Attribution) -> Span | None:
        """Whom a claim blames for an event, where no agent of it is meant: "blamed (the rebels) for it"."""
        content = claim.content
        if claim.stance is not Stance.ACCUSES or content is None:
            return None
        if any(self._reaches(claim, agent) for agent in event.agents):
            return None
        if not _BLAMES.search(claim.cue.of(self._text)):
            return None
        found = _BLAMED.match(content.of(self._text))
        return Span(content.start, content.start + found.end("whom")) if found else None

    def _claimed(self, claim: Attribution) -> Span:
        """What is claimed, as far as its first sentence goes; without any, the cue."""
        content = claim.content
        if content is None:
            return claim.cue
        return Span(content.start, min(content.end, max(self.sentence(content).end, content.start + 1)))

    def _told_in(self, sentence: Span, event: Event, claims: Sequence[Attribution]) -> bool:
        """Whether the outlet itself speaks of an event in a sentence: by words that no claim reaches."""
        return any(
            sentence.overlap(one) and not any(self._reaches(claim, one) for claim in claims)
            for one in event.mentions
        )

    def _reaches(self, claim: Attribution, span: Span) -> bool:
        of_itself = claim.source is not None and claim.source.overlap(span)
        return bool((of_itself and claim.stance in _OF_THEMSELVES) or self._reach(claim).overlap(span))

    def _distance(self, claim: Attribution, span: Span) -> tuple[int, int]:
        """How far words are from a claim's, and how long these are."""
        reach = self._reach(claim)
        return max(reach.start - span.end, span.start - reach.end, 0), len(reach)

    def _reach(self, claim: Attribution) -> Span:
        """From the cue to the end of the content or the other way about; without a content, the sentence."""
        if claim.content is None:
            return self.sentence(claim.cue)
        return Span(min(claim.cue.start, claim.content.start), max(claim.cue.end, claim.content.end))


def loose_denials(coding: Coding) -> dict[str, list[Attribution]]:
    """The denials that no event of a coding carries, by the id of the event that they are about.

    That is the event of which words stand at the head of what is denied ("denied any shelling of the town");
    where what is denied only points back ("the charge", "any responsibility"), what somebody was accused of
    just before, or without an accusation the last violence told. Of the 55 denials in 449 annotated reports
    17 find an event when nothing is known of them but their words; for 12 it is that of their annotation.
    """
    held = {key for event in coding.events for key in event.claims}
    text = coding.report.text
    found: dict[str, list[Attribution]] = {}
    for one in coding.attributions:
        loose = one.stance is Stance.DENIES and one.id not in held and one.content is not None
        if loose and _DENYING.search(one.cue.of(text)):
            about = _denied_by_name(one, coding) or _denied_by_pointing(one, coding)
            if about:
                found.setdefault(about.id, []).append(one)
    return found


def _denied_by_name(denial: Attribution, coding: Coding) -> Event | None:
    content = denial.content
    if content is None:
        return None
    named = [
        (mention, event.id, event)
        for event in coding.events
        for mention in event.mentions
        if content.overlap(mention) and mention.start - content.start < _HEAD
    ]
    return min(named)[2] if named else None


def _denied_by_pointing(denial: Attribution, coding: Coding) -> Event | None:
    if denial.content is None or not _POINTS_BACK.match(denial.content.of(coding.report.text)):
        return None
    accusing = [
        one
        for one in coding.attributions
        if one.stance is Stance.ACCUSES and 0 < denial.cue.start - one.cue.start < _NEAR
    ]
    charge = max(accusing, key=lambda one: one.cue, default=None)
    before = [
        (mention, event.id, event)
        for event in coding.events
        for mention in event.mentions
        if 0 < denial.cue.start - mention.start < _FAR
        and (charge.id in event.claims if charge else Family.VIOLENCE in FAMILIES[event.type])
    ]
    return max(before)[2] if before else None


def _least(claims: list[Attribution], key: Callable[[Attribution], tuple[int, int]]) -> list[Attribution]:
    least = min(map(key, claims), default=None)
    return [one for one in claims if key(one) == least]


_HEAD = 60  # letters of what is denied in which the event's own words stand
_NEAR, _FAR = 350, 600  # letters back to what "the charge" means: to an accusation, to anything
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|refut\w*|dismiss\w*|disput\w*|rebut\w*)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"^(?:(?:the|these|those|this|that|any|such|all|its|their|his|her|\w+['’]?s)\s+)?(?:\w+\s+)?"
    r"(?:allegations?|accusations?|charges?|claims?|reports?|responsibility|involvement|suggestions?)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:()“”\"]\s")
_OPEN = re.compile(
    r"\bwhether\b|\b(?:unclear|clear|known?|determine|say|tell|confirm|establish\w*)\s+(?:yet\s+)?if\b|\beither\b",
    re.IGNORECASE,
)
_SUSPECTED = re.compile(
    r"\b(?:suspect\w*|alleged(?:ly)?|presum\w+|apparent(?:ly)?|possibl[ey]|likely|probabl[ey]|believed)\b"
    r"(?:\s+\S+){0,5}\s*$",
    re.IGNORECASE,
)
_BLAMES = re.compile(r"\b(?:accus|blam|charg)", re.IGNORECASE)
_BLAMED = re.compile(r"(?P<whom>\S+(?:\s+(?!for\b|of\s+\w+ing\b)\S+){0,7})\s+(?:for|of)\b", re.IGNORECASE)
