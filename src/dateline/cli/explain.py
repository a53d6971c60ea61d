"""`dateline explain`: why an event was coded as it was.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.engines import engine_option
from dateline.domain.errors import EngineSilent, EventUnknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.cli.world import World
    from dateline.coding.compact.explaining import Explanation, Part
    from dateline.domain import Report, Span


@click.command(short_help="Show why an event was coded as it was: the chosen and the next best.")
@click.argument("page", metavar="REPORT")
@click.argument("key", metavar="[EVENT]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write JSON: every candidate, not the best alone.")
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")
@engine_option
@click.pass_obj
def explain(
    world: World, *, page: str, key: str | None, as_json: bool, allow_private: bool, engine: str
) -> None:
    """Show why EVENT of REPORT was coded as it was; without EVENT, list the events that there are.

    REPORT is what `dateline read` takes: an address, the path of a file, or - for standard input. EVENT is
    an id such as e2, as the list and `dateline read --json` give it.
    """
    report = world.read(page, url=None, allow_private=allow_private)
    explanations = _explained(report, world, engine)
    if key is None:
        _write_list(report, explanations, as_json=as_json)
        return
    found = explanations.get(key)
    if found is None:
        known = f"It has {', '.join(explanations)}" if explanations else "It tells of no event"
        raise EventUnknown(f"{key} in {page}", f"{known}.")
    if as_json:
        click.echo(json.dumps(as_dict(found, report), ensure_ascii=False))
        return
    from dateline.cli.reasons import print_reasons

    print_reasons(found, report)


def _explained(report: Report, world: World, engine: str) -> Mapping[str, Explanation]:
    from dateline.coding.compact.explaining import Weighing
    from dateline.coding.compact.explaining import explain as explain_with
    from dateline.pipeline import check_language

    loaded = world.loader(engine)()
    if not isinstance(loaded, Weighing):
        raise EngineSilent(loaded.name, "Leave out --engine: the compact engine can.")
    check_language(report, loaded)
    return {one.event.id: one for one in explain_with(report, loaded)}


def _write_list(report: Report, explanations: Mapping[str, Explanation], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([_head(one, report) for one in explanations.values()], ensure_ascii=False))
        return
    from dateline.cli.reasons import print_list

    print_list(explanations.values(), report)


def as_dict(explanation: Explanation, report: Report) -> dict[str, Any]:
    """An explanation as JSON: docs/reference/command-line.md tells its keys."""
    return {
        **_head(explanation, report),
        "cut_offs": dict(explanation.cut_offs),
        "types": [{"type": kind, "chance": _rounded(chance)} for kind, chance in explanation.types],
        "statuses": [
            {"status": status, "chance": _rounded(chance)} for status, chance in explanation.statuses
        ],
        "mentions": [
            {**_quoted(one.words, report), "chance": _rounded(one.chance), "same": _rounded(one.same)}
            for one in explanation.mentions
        ],
        "apart": [
            {"id": one.event, "trigger": _quoted(one.trigger, report), "same": _rounded(one.same)}
            for one in explanation.apart
        ],
        "roles": {role: _part(part, report) for role, part in explanation.roles.items()},
        "harm": {effect: _part(part, report) for effect, part in explanation.harm.items()},
        "attributions": [
            {
                "id": under.attribution.id,
                "source": _quoted(under.attribution.source, report) if under.attribution.source else None,
                "cue": _quoted(under.attribution.cue, report),
                "chance": _rounded(under.chance),
                "chosen": under.chosen,
            }
            for under in explanation.attributions
        ],
    }


def _head(explanation: Explanation, report: Report) -> dict[str, Any]:
    event = explanation.event
    return {
        "report": report.id,
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "trigger": _quoted(event.trigger, report),
        "confidence": event.confidence,
    }


def _part(part: Part, report: Report) -> dict[str, Any]:
    return {
        "cut_off": _rounded(part.cut_off),
        "candidates": [
            {
                **_quoted(one.words, report),
                "chance": _rounded(one.chance),
                "verdict": one.verdict,
                "left_to": one.left_to,
            }
            for one in part.candidates
        ],
    }


def _quoted(span: Span, report: Report) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "words": span.of(report.text)}


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 3)
