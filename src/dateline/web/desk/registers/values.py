"""What stands in the history, in words: a name for each field, and its value as people say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dateline.web.archive.models import Review
from dateline.web.desk.templatetags.registers import land, land3

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 300  # letters of a value: the report itself is one click away


def label_of(name: str) -> str:
    """What a field is called."""
    labels = {
        "name": _("name"),
        "aliases": _("other names"),
        "cls": _("class"),
        "sector": _("sector"),
        "country": _("country"),
        "parent": _("belongs to"),
        "alignment": _("sides with"),
        "alignment_start": _("sides with it from"),
        "alignment_end": _("sides with it until"),
        "start": _("existed from"),
        "end": _("existed until"),
        "feature": _("kind"),
        "kind": _("kind"),
        "admin1": _("province"),
        "lat": _("degrees north"),
        "lon": _("degrees east"),
        "radius_km": _("radius in km"),
        "note": _("note"),
        "owner": _("owner"),
        "homepage": _("home page"),
        "domains": _("sites"),
        "merged": _("merged in"),
        "reports": _("reports"),
        "review": _("review"),
        "why": _("why"),
        "type": _("type"),
        "status": _("status"),
        "mentions": _("words"),
        "agents": _("agent"),
        "targets": _("target"),
        "places": _("place"),
        "times": _("time"),
        "means": _("means"),
        "date": _("date"),
        "harm": _("harm"),
        "claims": _("according to"),
        "actor": _("who is meant"),
        "place": _("where it is"),
        "event": _("event"),
        "state": _("correction"),
        "step": _("step"),
        "error": _("error"),
        "confidence": _("confidence"),
        "url": _("address"),
        "every": _("minutes between looks"),
        "followed": _("looked at"),
        "showable": _("its pages may be shown whole"),
    }
    return labels.get(name) or name.replace("_", " ")


def value_in_words(name: str, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 -- JSON
    """A value of the history, as people say it; empty where there is none.

    Args:
        name: The field that it is of.
        value: What JSON holds.
        names: What actors are called, by their ids.
    """
    if value in (None, "", [], {}):
        return ""
    if name in {"parent", "alignment"}:
        return names.get(str(value), str(value))
    if name == "review" and value in Review.values:
        return str(Review(value).label)
    if name == "country":
        return land3(land(str(value)))
    said = _said(value)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _said(value: Any) -> str:  # noqa: ANN401 -- a shape of JSON
    match value:
        case bool():
            return _("yes") if value else _("no")
        case str():
            return _word(value)
        case list():
            return "; ".join(filter(None, map(_said, value)))
        case dict():
            return _record(value)
    return "" if value is None else str(value)


def _word(value: str) -> str:
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    return date_format(day, "j M Y") if day else value.replace("_", " ")


def _record(value: dict[str, Any]) -> str:  # noqa: PLR0911 -- a shape of JSON each
    """A record by what it holds: words of a report, harm, a claim, an actor, a place, a stretch of days."""
    match value:
        case {"quote": words}:
            return f"“{words}”"
        case {"effect": effect}:
            return _harm(str(effect), value)
        case {"cue": cue}:
            return " ".join(filter(None, (_said(value.get("source")), _said(cue))))
        case {"by": _by, "class": cls}:
            return str(value.get("name") or _said(cls) or _("nobody known"))
        case {"place": where}:
            return _record(where) if where else _("not known")
        case {"start": start, "end": end}:
            first, last = _said(start), _said(end)
            return first if first == last else f"{first} – {last}"
        case {"type": kind, "mentions": mentions}:
            return " ".join(filter(None, (_said(kind), _said(mentions))))
        case {"name": called}:
            return str(called)
    said = ((label_of(str(key)), _said(one)) for key, one in value.items() if one not in _NOTHING)
    return "; ".join(f"{label}: {words}" for label, words in said)


_NOTHING: tuple[Any, ...] = (None, "", [], {})


def _harm(effect: str, harm: Mapping[str, Any]) -> str:
    least, most = harm.get("min"), harm.get("max")
    if least is not None and most is not None:
        number = str(least) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}
    elif most is not None:
        number = _("up to %(most)s") % {"most": most}
    else:
        number = _("at least %(least)s") % {"least": least} if least is not None else ""
    victims = _said(harm.get("victims")) if harm.get("victims") else ""
    return " ".join(filter(None, (number, effect.replace("_", " "), victims)))
