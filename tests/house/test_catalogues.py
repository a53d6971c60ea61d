"""Whatever readers see is there in every language that the site offers, and fits what it stands for."""

from __future__ import annotations

import pytest
from django.conf import settings

from frontend.catalogues import LANGUAGES, gathered, wrong


def test_the_languages_that_are_offered_are_those_that_are_translated() -> None:
    assert {code for code, _ in settings.LANGUAGES} == {"en-gb", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_readers_see_is_translated(language: str) -> None:
    assert wrong(language, gathered()) == []
