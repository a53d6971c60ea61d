"""`--engine llm`: an LLM server codes, and what goes wrong with it is told with what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dateline.cli import World
from dateline.domain import Report
from tests.chats import MILL, Answer, chat_server, fails
from tests.fakes import ScriptedEngine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.chats import ChatServer
    from tests.cli.conftest import Dateline

pytestmark = pytest.mark.loopback

_NAMES = ("URL", "MODEL", "KEY", "BUDGET", "TIMEOUT")
_BY_LLM = World(
    read=lambda page, **_: Report(id=page, text=MILL, language="en"),
    load_engine=lambda: pytest.fail("the compact engine was not asked for"),
)


@pytest.fixture(autouse=True)
def no_llm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever LLM the machine is set up for is not the tests'."""
    for name in _NAMES:
        monkeypatch.delenv(f"DATELINE_LLM_{name}", raising=False)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    """The stand-in server, which the environment names."""
    with chat_server() as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of four lines."""
    source = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": f"r{n}", "text": MILL, "date": "2019-03-04"}) for n in range(4)]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return source


def test_a_page_is_read_by_the_model_that_the_environment_names(
    dateline: Dateline, server: ChatServer, tmp_path: Path
) -> None:
    page = tmp_path / "mill.txt"
    page.write_text(f"{MILL}\n", encoding="utf-8")
    ran = dateline("read", page, "--engine", "llm", "--date", "2019-03-04")
    assert (ran.status, ran.err) == (0, "")
    assert "Bombing" in ran.out
    assert "3 March 2019" in ran.out
    assert "killed: at least 2" in ran.out
    assert len(server.asked) == 1


def test_a_corpus_is_coded_by_the_model_that_the_environment_names(
    dateline: Dateline, server: ChatServer, corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    ran = dateline("code", "--jsonl", corpus, "-o", out, "--engine", "llm", world=_BY_LLM)
    assert (ran.status, ran.err) == (0, f"dateline: 4 coded; written to {out}.\n")
    codings = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert {coding["engine"] for coding in codings} == {"llm/war-reader"}
    assert len(server.asked) == 4


def test_the_compact_engine_codes_where_no_other_is_asked_for(dateline: Dateline, server: ChatServer) -> None:
    world = World(read=_BY_LLM.read, load_engine=lambda: ScriptedEngine(name="scripted/1"))
    ran = dateline("read", "mill", "--json", world=world)
    assert json.loads(ran.out)["engine"] == "scripted/1"
    assert server.asked == []


def test_an_engine_that_does_not_exist_ends_with_2(dateline: Dateline) -> None:
    ran = dateline("read", "mill", "--engine", "oracle")
    assert ran.status == 2
    assert "'compact', 'llm'" in ran.err


def test_text_alone_is_sent_to_no_server(dateline: Dateline, server: ChatServer) -> None:
    ran = dateline("read", "mill", "--engine", "llm", "--text-only", world=_BY_LLM)
    assert (ran.status, ran.err) == (0, "")
    assert server.asked == []


@pytest.mark.parametrize("command", ["read", "code"])
def test_a_server_that_is_not_named_is_told_with_what_to_do(
    dateline: Dateline, command: str, corpus: Path, tmp_path: Path
) -> None:
    args = ["mill"] if command == "read" else ["--jsonl", corpus, "-o", tmp_path / "out.jsonl"]
    ran = dateline(command, *args, "--engine", "llm", world=_BY_LLM)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "dateline: The LLM engine is not set up: DATELINE_LLM_URL is not set. "
        "Set DATELINE_LLM_URL to the server's address, such as http://127.0.0.1:8080/v1.\n"
    )
    assert not (tmp_path / "out.jsonl").exists()


_ENDS = [
    (fails(401), "The model's server refuses access: 401 from http://127.0.0.1"),
    (fails(404, "no such model"), "The model's server has no such model: war-reader (404 from"),
    (fails(503, Retry_After="999"), "The model's server does not answer: 503 from"),
    (Answer(status=200, body=b"<html>"), "The LLM engine is not set up: http://127.0.0.1"),
]


@pytest.mark.parametrize(("answer", "told"), _ENDS)
def test_a_server_that_cannot_be_used_is_told_once_for_all_pages(
    dateline: Dateline, server: ChatServer, answer: Answer, told: str
) -> None:
    server.answers = [answer]
    ran = dateline("read", "one", "two", "three", "--engine", "llm", world=_BY_LLM)
    assert ran.status == 1
    assert ran.err.startswith(f"dateline: {told}")
    assert ran.err.count("\n") == 1
    assert len(server.asked) == 1


def test_pages_that_were_coded_before_the_server_gave_out_are_kept(
    dateline: Dateline, server: ChatServer, tmp_path: Path
) -> None:
    server.answers = [server.says('{"events": []}'), fails(402, "no credit")]
    out = tmp_path / "out.jsonl"
    ran = dateline("read", "one", "two", "three", "--engine", "llm", "--json", "-o", out, world=_BY_LLM)
    assert ran.status == 1
    assert "no credit" in ran.err
    assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == ["one"]


def test_a_page_that_the_model_fails_on_does_not_stop_the_rest(
    dateline: Dateline, server: ChatServer
) -> None:
    server.answers = [server.says("Sorry."), server.says("Sorry.")]
    ran = dateline("read", "one", "two", "--engine", "llm", "--json", world=_BY_LLM)
    assert ran.status == 1
    assert ran.err.startswith("dateline: one: The model's answer to this report is no coding: war-reader was")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["two"]


def test_a_corpus_stops_at_the_budget_and_goes_on_from_there(
    dateline: Dateline,
    server: ChatServer,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out.jsonl"
    command = ["code", "--jsonl", corpus, "-o", out, "--engine", "llm"]
    server.tokens = 20_000
    monkeypatch.setenv("DATELINE_LLM_BUDGET", "50000")
    ran = dateline(*command, world=_BY_LLM)
    assert ran.status == 1
    budget, stopped = ran.err.splitlines()
    assert budget.startswith(
        "dateline: The budget for the model is used up: 60,000 of 50,000 tokens are used"
    )
    assert stopped == "dateline: stopped: 3 coded. The same command goes on from there."
    first = out.read_bytes()
    assert [json.loads(line)["id"] for line in first.splitlines()] == ["r0", "r1", "r2"]

    monkeypatch.delenv("DATELINE_LLM_BUDGET")
    ran = dateline(*command, world=_BY_LLM)
    assert (ran.status, ran.err) == (0, f"dateline: 1 coded, 3 coded before; written to {out}.\n")
    assert out.read_bytes().startswith(first)
    assert len(out.read_bytes().splitlines()) == 4
    assert len(server.asked) == 4


def test_what_was_dropped_of_an_answer_and_what_is_waited_for_is_told(
    dateline: Dateline, server: ChatServer
) -> None:
    made_up = {"events": [{"type": "clash", "trigger": {"s": 0, "t": "battle"}}]}
    # Told once, however often the command line has run before in this process.
    assert dateline("read", "mill", "--engine", "llm", "--json", world=_BY_LLM).err == ""
    server.answers = [fails(503, "loading", Retry_After="0"), server.says(made_up)]
    ran = dateline("read", "mill", "--engine", "llm", "--json", world=_BY_LLM)
    assert ran.status == 0
    waited, dropped = ran.err.splitlines()
    assert waited.endswith(": loading; asking again in 0 s")
    assert dropped.startswith("dateline: report 'mill': dropped from the model's answer")
    assert dropped.endswith("event (1)")


def test_the_key_is_not_told(dateline: Dateline, server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", "sk-11aa22bb33cc")
    server.key = "sk-other"
    ran = dateline("read", "mill", "--engine", "llm", world=_BY_LLM)
    assert ran.status == 1
    assert "Check DATELINE_LLM_KEY" in ran.err
    assert "sk-11aa22bb33cc" not in ran.err
