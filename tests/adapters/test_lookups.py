from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.lookups import load_lookups
from dateline.adapters.register import RegisterUnreadable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _nothing_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "gazetteer.sqlite"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_without_a_gazetteer_actors_are_looked_up_and_how_to_build_it_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="dateline"):
        first, second = load_lookups(), load_lookups()
    assert first.gazetteer is None
    assert first.register is second.register is not None
    (told,) = caplog.messages
    assert told.startswith("places stay as written: There is no gazetteer: ")
    assert str(tmp_path / "gazetteer.sqlite") in told
    assert "dateline gazetteer build" in told


def test_a_file_that_is_no_gazetteer_is_told_and_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "gazetteer.sqlite").write_text("no database at all, but long enough to be one " * 40)
    assert load_lookups().gazetteer is None
    assert "gazetteer.sqlite" in caplog.text
    assert "dateline gazetteer build" in caplog.text


def test_actors_of_ones_own_are_laid_over_the_register_that_ships(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- id: guard_of_the_mills\n"
        "  name: Guard of the Mills\n"
        "  class: political_militia\n"
        "  sector: PRM\n"
        "  country: SY\n",
        encoding="utf-8",
    )
    register = load_lookups(own).register
    assert register is not None
    assert [actor.id for actor in register.named("Guard of the Mills", None)] == ["guard_of_the_mills"]
    assert register.named("Syrian Democratic Forces", None)


def test_a_register_that_is_not_right_is_refused_by_its_name(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("- id: nameless\n", encoding="utf-8")
    with pytest.raises(RegisterUnreadable, match=r"own\.yaml"):
        load_lookups(own)
