"""Lists: a page of rows by the keyset of their order, in the form that is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from dateline.web.api.answers import answered, as_features, as_json, as_table
from dateline.web.api.forms import Form
from dateline.web.api.pages import next_url, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import QuerySet
    from django.http.response import HttpResponseBase

    from dateline.exporting.sheets import Cell
    from dateline.web.api.asked import Listed
    from dateline.web.api.forms import Asking
    from dateline.web.api.pages import Order


def listed(
    request: Asking,
    asked: Listed,
    rows: QuerySet[Any, Any] | Sequence[str],
    order: Order,
    *,
    name: str,
    told: Callable[[Sequence[Any]], Iterable[Any]],
    columns: Sequence[str],
    cells: Callable[[Sequence[Any]], Iterable[Mapping[str, Cell]]],
    features: Callable[[Sequence[Any]], Iterable[Mapping[str, Any]]] | None = None,
    changes: Sequence[str] = (),
    beside: Callable[[Sequence[Any]], object] = lambda _keys: "",
) -> HttpResponseBase:
    """A page of a list. Its keys are read first: who has all of them as they are gets 304.

    Args:
        request: What is asked.
        asked: Its parameters.
        rows: All that the filters let through; or words in their order.
        order: The order of the list; the last of its columns tells rows apart.
        name: What a file of it is called.
        told: Makes the items of JSON of keys.
        columns: Those of the table.
        cells: Makes the rows of the table of keys.
        features: Makes the features of keys.
        changes: The columns that change when what is told of a row does; moments among them say when.
        beside: What else the answer is made of, by the keys; no more than a query or two.
    """
    page = page_of(
        rows,
        order,
        cursor=getattr(asked, "cursor", None) or "",
        limit=asked.portion(request.form),
        also=changes,
    )
    last = len(order.columns) - 1
    keys = [row[last] for row in page.rows]
    following = next_url(request, page)

    def make() -> HttpResponseBase:
        match request.form:
            case Form.CSV:
                return as_table(columns, cells(keys), name=name)
            case Form.GEOJSON if features:
                return as_features(features(keys))
            case _:
                return as_json({"items": list(told(keys)), "next": following})

    key = f"{page.key} {beside(keys)!r}"
    response = answered(request, key=key, changed=_newest(page.rows, last + 1), make=make)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _newest(rows: Sequence[Sequence[Any]], first: int) -> datetime | None:
    """The last moment at which one of the rows changed."""
    return max((at for row in rows for at in row[first:] if isinstance(at, datetime)), default=None)
