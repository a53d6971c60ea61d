"""Whatever readers see is there in every language that the site offers, and fits what it stands for."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from dateline.domain.naming import TYPES
from dateline.exporting.wording import WARNINGS
from frontend.catalogues import LANGUAGES, files, gathered, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_languages_that_are_offered_are_those_that_are_translated() -> None:
    assert {code for code, _ in settings.LANGUAGES} == {"en-gb", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_readers_see_is_translated(language: str) -> None:
    assert wrong(language, gathered()) == []


def test_no_call_is_overlooked_as_one_inside_an_f_string_would_be() -> None:
    template = gathered()
    overlooked = [
        f"{path.name}: {words}"
        for path in files()
        if path.suffix == ".py"
        for words in _marked(ast.parse(path.read_text(encoding="utf-8")))
        if template.get(words) is None
    ]
    assert overlooked == []


def _marked(code: ast.Module) -> Iterator[str]:
    """What stands in the plainest of marks: `_("…")` and `message("…")`."""
    for call in ast.walk(code):
        match call:
            case ast.Call(func=ast.Name(id="_" | "message"), args=[ast.Constant(value=str(words)), *_]):
                yield words


def test_what_the_core_says_is_gathered_with_the_rest() -> None:
    template = gathered()
    assert all(template.get(one.pattern) for one in (*TYPES.values(), *WARNINGS.values()))
    assert template.get("reported", "standing")
    assert template.get("%(who)s denies %(what)s")
    assert template.get(("%(number)s independent origin", "%(number)s independent origins"))
