from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import Effect, EventType, Role, Stance, Status
from training.sets import CODINGS
from training.standoff import gold_of, main, standoff

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Three soldiers and one guard died near Marj. "
    "The army blamed Marj rebels: one shell, it said, hit the post."
)
SENTS = [[0, 44], [45, 107]]
CODING = {
    "id": "r1",
    "names": {"actor": ["army", "Marj rebels"], "place": ["Marj"]},
    "events": [
        {
            "id": "e1",
            "type": "shelling",
            "trigger": {"s": 1, "t": "hit"},
            "also": [{"s": 0, "t": "died"}],
            "agent": [{"s": 1, "t": "rebels"}],
            "target": [{"s": 1, "t": "post"}, {"s": 1, "t": "bridge"}],
            "means": [{"s": 1, "t": "one shell"}],
            "harm": [{"effect": "killed", "victims": "guard", "s": 0, "t": "one", "min": 1, "max": 1}],
            "status": "reported",
            "by": ["a1"],
            "date": None,
        }
    ],
    "attributions": [
        {"id": "a1", "s": 1, "source": "army", "cue": "blamed", "content": "Marj rebels", "upto": 1}
    ],
}


def line() -> dict[str, Any]:
    return {"id": "r1", "text": TEXT, "sents": SENTS, "coding": CODING}


def words(span: list[int]) -> str:
    return TEXT[span[0] : span[1]]


def test_words_become_offsets_and_words_that_are_not_there_are_left_out() -> None:
    event = standoff(line())["events"][0]
    assert [words(span) for span in event["mentions"]] == ["hit", "died"]
    assert [words(span) for span in event["target"]] == ["post"]
    assert words(event["harm"][0]["victims"]) == "guard"


def test_whole_words_are_found_before_parts_of_words() -> None:
    text = "Prisoners and one guard."
    harm = {"effect": "injured", "s": 0, "t": "one", "min": 1, "max": 1}
    coding = {
        "events": [{"id": "e1", "type": "death", "trigger": {"s": 0, "t": "Prisoners"}, "harm": [harm]}]
    }
    found = standoff({"id": "x", "text": text, "sents": [[0, 24]], "coding": coding})
    assert found["events"][0]["harm"][0]["quantity"] == [14, 17]


def test_content_reaches_to_the_end_of_the_sentence_that_a_quotation_ends_in() -> None:
    assert standoff(line())["attributions"][0]["content"] == [61, 107]


def test_a_gold_has_every_place_of_a_name_but_none_inside_a_longer_one_of_its_class() -> None:
    gold = gold_of(standoff(line()), TEXT)
    assert [TEXT[start:end] for kind, start, end in gold.names if kind == "place"] == ["Marj", "Marj"]
    assert gold.events[0].by == (0,)
    assert gold.events[0].harm == (("killed", (19, 22), (23, 28), False),)


def test_codings_are_written_sorted_without_text_and_the_last_of_a_report_counts(tmp_path: Path) -> None:
    reports, codings, out = (tmp_path / name for name in ("reports.jsonl", "codings.jsonl", "out.jsonl"))
    reports.write_text("".join(json.dumps({**line(), "id": key}) + "\n" for key in ("r2", "r1")))
    codings.write_text("".join(json.dumps({**CODING, "id": key}) + "\n" for key in ("r2", "r1", "r2")))
    main([str(reports), str(codings), "-o", str(out)])
    assert [json.loads(one)["id"] for one in out.read_text().splitlines()] == ["r1", "r2"]
    assert "soldiers" not in out.read_text()


def test_a_coding_of_an_unknown_report_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports, codings = tmp_path / "reports.jsonl", tmp_path / "codings.jsonl"
    reports.write_text(json.dumps(line()) + "\n")
    codings.write_text(json.dumps({**CODING, "id": "r9"}) + "\n")
    with pytest.raises(SystemExit):
        main([str(reports), str(codings), "-o", str(tmp_path / "out.jsonl")])
    assert "codes r9" in capsys.readouterr().err


def spans_of(coding: dict[str, Any]) -> list[list[int]]:
    found = [span for some in coding["names"].values() for span in some]
    for event in coding["events"]:
        found += [*event["mentions"], *(span for role in Role for span in event.get(role, []))]
        found += [span for h in event.get("harm", []) for span in (h["quantity"], h["victims"]) if span]
    parts = ("cue", "source", "content")
    return found + [span for a in coding["attributions"] for part in parts if (span := a[part])]


@pytest.mark.parametrize("path", sorted(CODINGS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_codings_kept_here_are_sound(path: Path) -> None:
    codings = [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]
    assert len({coding["id"] for coding in codings}) == len(codings)
    for coding in codings:
        assert all(0 <= start < end for start, end in spans_of(coding)), coding["id"]
        known = {a["id"] for a in coding["attributions"]}
        for event in coding["events"]:
            assert event["mentions"], coding["id"]
            assert set(event["by"]) <= known, coding["id"]
            assert EventType(event["type"])
            assert Status(event["status"])
            assert all(Effect(h["effect"]) for h in event.get("harm", []))
        assert all(a["stance"] is None or Stance(a["stance"]) for a in coding["attributions"])
