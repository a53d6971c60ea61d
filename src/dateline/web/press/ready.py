"""Ready: a question to the database that is put into SQL once a process, and then asked with other values.

What a page is known by is asked for at every visit, and to put a question into SQL takes Django longer than
the database takes to answer it.

of_series = Ready(lambda: Briefing.objects.filter(series=Given("series", UUIDField())))
rows = of_series.rows(series=pk)     # as the database has them: enough to tell whether anything changed
of_series.models(rows)               # the same as models
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model
from django.db.models.query import get_related_populators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import Field, QuerySet
    from django.db.models.sql.compiler import SQLCompiler

_Model = TypeVar("_Model", bound=Model)
Rows = list[tuple[Any, ...]]


class Given(Expression):
    """A value that is given whenever the question is asked, by its name."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        """Of the kind that `field` keeps."""
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:  # noqa: ANN401, ARG002
        """A place for it; the value is put there by `Ready`."""
        return "%s", [self]


class Ready(Generic[_Model]):
    """A question about rows of one model, which may bring rows of others with them (`select_related`)."""

    def __init__(self, question: Callable[[], QuerySet[_Model, Any]]) -> None:
        """What `question` makes is put into SQL when it is first asked: models are not there before."""
        self._question = question
        self._made: dict[str, _Made] = {}

    def rows(self, **given: object) -> Rows:
        """The rows as the database has them, in one query."""
        made = self._of(connection.vendor)
        filled = [
            one.output_field.get_db_prep_value(given[one.name], connection) if isinstance(one, Given) else one
            for one in made.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, filled)
            return list(cursor.fetchall())

    def column(self, name: str, rows: Iterable[Sequence[Any]]) -> list[Any]:
        """What rows have of a field of the model itself, as the database has it."""
        made = self._of(connection.vendor)
        at = made.first + made.names.index(name)
        return [row[at] for row in rows]

    def values(self, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Rows that it answered, each value as its field has it; what `values_list` would give."""
        made = self._of(connection.vendor)
        compiler = made.query.get_compiler(connection=connection)
        converters = compiler.get_converters([part[0] for part in made.select])
        return [tuple(row) for row in compiler.apply_converters((list(row) for row in rows), converters)]

    def models(self, rows: Iterable[Sequence[Any]]) -> list[_Model]:
        """Rows that it answered, as models; what a question adds to each (`annotate`) is an attribute."""
        made = self._of(connection.vendor)
        compiler = made.query.get_compiler(connection=connection)
        converters = compiler.get_converters([part[0] for part in made.select])
        populators = get_related_populators(made.info, made.select, connection.alias)  # type: ignore[call-arg]
        kind, first, end = made.info["model"], made.first, made.end
        found: list[_Model] = []
        for row in compiler.apply_converters((list(row) for row in rows), converters):
            one = kind.from_db(connection.alias, made.names, row[first:end])
            for populator in populators:
                populator.populate(row, one)
            for name, at in made.added.items():
                setattr(one, name, row[at])
            found.append(one)
        return found

    def _of(self, vendor: str) -> _Made:
        if vendor not in self._made:
            self._made[vendor] = _make(self._question())
        return self._made[vendor]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A question in SQL, and how its rows are read."""

    query: Any
    sql: str
    params: Sequence[Any]
    select: Sequence[Any]
    info: dict[str, Any]
    names: Sequence[str]
    first: int
    end: int
    added: Mapping[str, int]


def _make(question: QuerySet[Any, Any]) -> _Made:
    compiler: Any = question.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    fields = compiler.klass_info["select_fields"] if compiler.klass_info else (0, -1)
    first, end = fields[0], fields[-1] + 1
    return _Made(
        query=question.query,
        sql=sql,
        params=params,
        select=compiler.select,
        info=compiler.klass_info or {},
        names=[part[0].target.attname for part in compiler.select[first:end]],
        first=first,
        end=end,
        added=compiler.annotation_col_map,
    )
