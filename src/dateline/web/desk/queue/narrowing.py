"""Narrowing: the form, the facets and the signs of what is set, which stand beside a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.domain import Grade, Standing, Status
from dateline.web.archive.models import ReportState, Source
from dateline.web.desk.filters import Hands, Reviewed, Sureness, kept, kept_of_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from dateline.web.desk.filters import Asked
    from dateline.web.desk.queue.facets import Counted, Facet

REVIEWS: Mapping[str, StrOrPromise] = {
    Reviewed.WAITING: gettext_lazy("waiting"),
    Reviewed.NEW: gettext_lazy("waiting, looked at by nobody"),
    Reviewed.SECOND: gettext_lazy("waiting for a second reviewer"),
    Reviewed.ACCEPTED: gettext_lazy("accepted"),
    Reviewed.REJECTED: gettext_lazy("rejected"),
    Reviewed.ALL: gettext_lazy("all"),
}
HANDS: Mapping[str, StrOrPromise] = {
    Hands.MINE: gettext_lazy("in my hands"),
    Hands.FREE: gettext_lazy("in nobody else's hands"),
}
SURENESS: Mapping[str, StrOrPromise] = {
    Sureness.HIGH: gettext_lazy("high: 80 of 100 and more are right"),
    Sureness.MIDDLING: gettext_lazy("middling: 50 to 80 of 100"),
    Sureness.LOW: gettext_lazy("low: fewer than 50 of 100"),
}
STATUSES: Mapping[str, StrOrPromise] = {
    Status.REPORTED: gettext_lazy("reported"),
    Status.ONGOING: gettext_lazy("going on"),
    Status.PLANNED: gettext_lazy("planned"),
    Status.DENIED: gettext_lazy("denied"),
    Status.DISPUTED: gettext_lazy("disputed"),
    Status.HYPOTHETICAL: gettext_lazy("hypothetical"),
}
STANDINGS: Mapping[str, StrOrPromise] = {
    Standing.REPORTED: gettext_lazy("reported"),
    Standing.DISPUTED: gettext_lazy("disputed"),
    Standing.DENIED: gettext_lazy("denied"),
    Standing.ACKNOWLEDGED: gettext_lazy("acknowledged"),
}
GRADES: Mapping[str, StrOrPromise] = {
    Grade.CONFIRMED: gettext_lazy("confirmed"),
    Grade.FAIR: gettext_lazy("fair"),
    Grade.WEAK: gettext_lazy("weak"),
    Grade.CONTESTED: gettext_lazy("contested"),
    Grade.DISCOUNTED: gettext_lazy("discounted"),
}
STATES: Mapping[str, StrOrPromise] = {
    ReportState.FETCHED: gettext_lazy("read, not yet coded"),
    ReportState.CODED: gettext_lazy("coded, not yet linked"),
    ReportState.LINKED: gettext_lazy("linked"),
    ReportState.FAILED: gettext_lazy("failed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the values of a filter."""

    value: str
    label: StrOrPromise
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter with a few values, of which the form offers one; `name` is that of its parameter."""

    name: str
    label: str
    options: tuple[Option, ...]
    any: bool = True  # whether none of them may be chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something that is set, and the filters without it."""

    label: str
    filters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a list is narrowed by."""

    page: str  # the name of its address
    asked: Asked
    number: int
    kept: str
    choices: tuple[Choice, ...]
    facets: tuple[Facet, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()  # what the form hands on as it is
    signs: tuple[Sign, ...] = ()
    happenings: bool = True  # whether it lists these, which have places and actors
    at: str = ""  # its address, where `page` alone does not lead there

    @property
    def more(self) -> bool:
        """Whether one of the choices is made, so that they are unfolded."""
        return any(
            option.chosen and option.value != Reviewed.WAITING
            for choice in self.choices
            for option in choice.options
        )

    @classmethod
    def of_events(cls, asked: Asked, params: QueryDict, counted: Counted) -> Self:
        """That of the queue."""
        choices = (
            _review(asked),
            _choice("hands", _("In hand"), HANDS, [asked.hands or ""]),
            _choice("confidence", _("Confidence"), SURENESS, asked.confidence),
            _choice("status", _("Status"), STATUSES, asked.statuses),
        )
        return cls._of("desk", asked, params, counted, choices)

    @classmethod
    def of_incidents(cls, asked: Asked, params: QueryDict, counted: Counted) -> Self:
        """That of the list of incidents."""
        choices = (
            _review(asked),
            _choice("hands", _("In hand"), HANDS, [asked.hands or ""]),
            _choice("grade", _("Grade"), GRADES, asked.grades),
            _choice("standing", _("Standing"), STANDINGS, asked.standings),
        )
        return cls._of("incidents", asked, params, counted, choices)

    @classmethod
    def of_choice(cls, at: str, asked: Asked, params: QueryDict, counted: Counted) -> Self:
        """That of incidents to choose from, whatever their review, at some address."""
        choices = (
            _choice("grade", _("Grade"), GRADES, asked.grades),
            _choice("standing", _("Standing"), STANDINGS, asked.standings),
        )
        whichever = replace(asked, reviewed=Reviewed.WAITING)
        return replace(cls._of("incidents", whichever, params, counted, choices), at=at)

    @classmethod
    def of_reports(cls, asked: Asked, params: QueryDict, number: int) -> Self:
        """That of the list of reports."""
        state = _choice("state", _("State"), STATES, asked.states)
        return cls(
            page="reports",
            asked=asked,
            number=number,
            kept=kept_of_reports(params),
            choices=(state,),
            carried=tuple(("source", str(one)) for one in asked.sources),
            signs=tuple(_signs(asked.of_reports(), params, ())),
            happenings=False,
        )

    @classmethod
    def _of(
        cls, page: str, asked: Asked, params: QueryDict, counted: Counted, choices: tuple[Choice, ...]
    ) -> Self:
        return cls(
            page=page,
            asked=asked,
            number=counted.number,
            kept=kept(params),
            choices=choices,
            facets=counted.facets,
            carried=(
                *(("type", one.value) for one in asked.types),
                *(("country", one) for one in asked.countries),
                *(("source", str(one)) for one in asked.sources),
            ),
            signs=tuple(_signs(asked, params, counted.facets)),
        )


def _review(asked: Asked) -> Choice:
    options = [
        Option(value=value, label=label, chosen=asked.reviewed == value) for value, label in REVIEWS.items()
    ]
    return Choice(name="review", label=_("Review"), options=tuple(options), any=False)


def _choice(name: str, label: str, labels: Mapping[str, StrOrPromise], chosen: Iterable[str]) -> Choice:
    given = set(chosen)
    options = [Option(value=value, label=said, chosen=value in given) for value, said in labels.items()]
    return Choice(name=name, label=label, options=tuple(options))


def _signs(asked: Asked, params: QueryDict, facets: Iterable[Facet]) -> Iterator[Sign]:
    """What is set, in the order of the form."""
    if asked.words:
        yield Sign(label=f"“{asked.words}”", filters=kept(params, q=None))
    for name, label, value in (("place", _("place"), asked.place), ("actor", _("actor"), asked.actor)):
        if value:
            yield Sign(label=f"{label}: {value}", filters=kept(params, **{name: None}))
    for name, label, day in (("from", _("from"), asked.first), ("to", _("to"), asked.last)):
        if day:
            yield Sign(label=f"{label} {date_format(day, 'j M Y')}", filters=kept(params, **{name: None}))
    if asked.reviewed is not Reviewed.WAITING:
        said = _("review: %(which)s") % {"which": REVIEWS[asked.reviewed]}
        yield Sign(label=said, filters=kept(params, review=None))
    if asked.hands:
        yield Sign(label=str(HANDS[asked.hands]), filters=kept(params, hands=None))
    sure: dict[str, StrOrPromise] = {
        one: _("confidence: %(which)s") % {"which": one.label} for one in Sureness
    }
    yield from _of_several(params, "confidence", asked.confidence, sure)
    for name, chosen, labels in (
        ("status", asked.statuses, STATUSES),
        ("standing", asked.standings, STANDINGS),
        ("grade", asked.grades, GRADES),
        ("state", asked.states, STATES),
    ):
        yield from _of_several(params, name, chosen, labels)
    yield from _of_facets(asked, params, facets)


def _of_facets(asked: Asked, params: QueryDict, facets: Iterable[Facet]) -> Iterator[Sign]:
    """The values that are chosen; where sources have no facet, they are named here."""
    shown = False
    for facet in facets:
        shown = shown or facet.name == "source"
        for value in facet.chosen:
            yield Sign(label=value.label, filters=value.filters)
    if asked.sources and not shown:
        names = Source.objects.filter(pk__in=asked.sources).values_list("pk", "name")
        yield from _of_several(
            params, "source", [str(one) for one in asked.sources], {str(pk): name for pk, name in names}
        )


def _of_several(
    params: QueryDict, name: str, chosen: Iterable[str], labels: Mapping[str, StrOrPromise]
) -> Iterator[Sign]:
    given = [str(one) for one in chosen]
    for one in given:
        left = [other for other in given if other != one]
        yield Sign(label=str(labels.get(one, one)), filters=kept(params, **{name: left}))
