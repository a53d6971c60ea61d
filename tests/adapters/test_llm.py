"""Asking a server of chat completions, which a stand-in on loopback plays."""

from __future__ import annotations

import gzip
import json
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from dateline.adapters.llm import Budget, ChatEndpoint, Key, endpoint, load_engine
from dateline.coding.llm import LlmEngine, Message
from dateline.domain import Report
from dateline.domain.errors import (
    AccessRefused,
    BudgetReached,
    DatelineError,
    EngineNotSetUp,
    EngineUnavailable,
    EngineUnreachable,
    ModelFailed,
    ModelUnknown,
    ReplyUnusable,
)
from tests.chats import MILL, MILL_REPLY, Answer, chat_server, fails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.chats import ChatServer

pytestmark = pytest.mark.loopback

KEY = "sk-7f3a9c51e2b84d06"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as made:
        yield made


class Asking:
    """A chat on the stand-in server that notes how long it would have waited."""

    def __init__(
        self, server: ChatServer, *, budget: int | None = None, patience: float = endpoint.PATIENCE
    ) -> None:
        self.waits: list[float] = []
        self.chat = ChatEndpoint(
            url=httpx.URL(server.url),
            model=server.model,
            budget=Budget(limit=budget),
            patience=patience,
            sleep=self.waits.append,
        )

    def ask(self, words: str = "Code it.", expected: int = 0) -> str:
        """What the server answers to one message."""
        return self.chat.ask([Message(role="user", content=words)], {"type": "object"}, expected=expected)


# ── a good answer ────────────────────────────────────────────────────────────────────────────────


def test_a_report_is_coded_by_the_model_that_the_environment_names(server: ChatServer) -> None:
    server.key = KEY
    engine = load_engine(server.environment)
    coding = engine.code(Report(id="mill", text=MILL))
    assert (engine.name, coding.engine) == ("llm/war-reader", "llm/war-reader")
    assert [event.trigger.of(MILL) for event in coding.events] == ["killed"]
    (request,) = server.asked
    assert request["model"] == "war-reader"
    assert [turn["role"] for turn in request["messages"]] == ["system", "user"]
    assert f"[0] {MILL}" in request["messages"][1]["content"].splitlines()
    assert request["temperature"] == 0
    assert request["response_format"]["json_schema"]["strict"] is True
    assert request["response_format"]["json_schema"]["schema"]["required"] == [
        "names",
        "attributions",
        "events",
    ]
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert server.headers[0]["User-Agent"].startswith("Dateline/")


def test_a_server_that_asks_for_no_key_is_sent_none(server: ChatServer) -> None:
    Asking(server).ask()
    assert "Authorization" not in server.headers[0]


def test_quotes_that_are_not_the_reports_are_dropped(
    server: ChatServer, caplog: pytest.LogCaptureFixture
) -> None:
    reply = json.loads(json.dumps(MILL_REPLY).replace('"killed"', '"slaughtered"', 1))
    reply["events"].append({"type": "death", "trigger": {"s": 0, "t": "killed"}})
    server.answers = [server.says(reply)]
    coding = load_engine(server.environment).code(Report(id="mill", text=MILL))
    assert [event.type for event in coding.events] == ["death"]
    assert "not being the report's: event (1)" in caplog.text


def test_a_reply_that_is_no_json_is_repaired(server: ChatServer) -> None:
    server.answers = [server.says("Two boys were killed by a mine.")]
    coding = load_engine(server.environment).code(Report(id="mill", text=MILL))
    assert len(coding.events) == 1
    first, second = server.asked
    assert second["messages"][:2] == first["messages"]
    assert [turn["role"] for turn in second["messages"][2:]] == ["assistant", "user"]
    assert "it holds no JSON object" in second["messages"][3]["content"]


def test_a_reply_without_words_is_repaired_too(server: ChatServer) -> None:
    server.answers = [server.says(None)]
    assert load_engine(server.environment).code(Report(id="mill", text=MILL)).events


def test_a_report_whose_replies_stay_unusable_is_not_coded(server: ChatServer) -> None:
    server.answers = [server.says("No."), server.says("No!")]
    with pytest.raises(ReplyUnusable):
        load_engine(server.environment).code(Report(id="mill", text=MILL))


def test_half_a_character_in_a_report_can_be_sent(server: ChatServer) -> None:
    Asking(server).ask("half \ud83d")
    assert server.asked[0]["messages"][0]["content"] == "half \ud83d"


def test_blanks_before_an_answer_are_passed_over(server: ChatServer) -> None:
    said = server.says("yes")
    server.answers = [Answer(status=200, body=b"\n \n " + said.body)]
    assert Asking(server).ask() == "yes"


def test_an_address_keeps_what_is_asked_of_it(server: ChatServer) -> None:
    asking = Asking(server)
    asking.chat.url = httpx.URL(f"{server.url}/?api-version=2")
    asking.ask()
    assert len(server.asked) == 1


# ── asked again ──────────────────────────────────────────────────────────────────────────────────


def test_a_busy_server_is_asked_again_when_it_says(server: ChatServer) -> None:
    server.answers = [fails(429, "slow down", Retry_After="7")]
    asking = Asking(server)
    assert json.loads(asking.ask()) == MILL_REPLY
    assert asking.waits == [7.0]
    assert len(server.asked) == 2


def test_a_server_may_say_when_by_the_clock(server: ChatServer) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    server.answers = [fails(503, Retry_After=moment), fails(503, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT")]
    asking = Asking(server)
    asking.ask()
    assert 30 < asking.waits[0] <= 60
    assert asking.waits[1] == 0


@pytest.mark.parametrize("nonsense", ["soon", "-5", "nan", "", "1e9"])
def test_a_wait_that_makes_no_sense_is_passed_over(server: ChatServer, nonsense: str) -> None:
    server.answers = [fails(429, Retry_After=nonsense)]
    asking = Asking(server)
    asking.ask()
    assert 0.5 <= asking.waits[0] <= 1


def test_a_server_that_asks_for_an_hour_is_not_waited_for(server: ChatServer) -> None:
    server.answers = [fails(429, "limit for today", Retry_After="3600")]
    asking = Asking(server)
    with pytest.raises(EngineUnreachable, match=r"429 from http://127.0.0.1:.*: limit for today"):
        asking.ask()
    assert asking.waits == []


def test_a_server_that_breaks_down_is_given_up_after_five_tries_and_ever_longer_waits(
    server: ChatServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers = [fails(500, "tensor out of range")] * 9
    asking = Asking(server)
    with pytest.raises(ModelFailed, match=r"500 from .*: tensor out of range") as told:
        asking.ask()
    assert told.value.remedy
    assert len(server.asked) == 5
    assert all(
        longest / 2 <= wait <= longest for longest, wait in zip([1, 2, 4, 8], asking.waits, strict=True)
    )
    assert len([line for line in caplog.messages if "asking again in" in line]) == 4


@pytest.mark.parametrize("status", [429, 502, 503, 504, 529])
def test_a_server_that_stays_busy_or_away_ends_the_run(server: ChatServer, status: int) -> None:
    server.answers = [fails(status)] * 5
    with pytest.raises(EngineUnreachable, match=str(status)):
        Asking(server).ask()


def test_a_failure_that_a_gateway_passes_on_as_a_success_is_a_failure(server: ChatServer) -> None:
    failure = json.dumps({"error": {"code": 502, "message": "provider is down"}}).encode()
    server.answers = [Answer(status=200, body=failure)]
    asking = Asking(server)
    asking.ask()
    assert len(asking.waits) == 1


def test_a_server_that_hangs_up_is_asked_again(server: ChatServer) -> None:
    cut = server.says(MILL_REPLY)
    server.answers = [
        Answer(status=200, body=cut.body, headers={"Content-Encoding": "gzip"}),
        Answer(status=200, body=gzip.compress(cut.body), headers={"Content-Encoding": "gzip"}),
    ]
    asking = Asking(server)
    assert json.loads(asking.ask()) == MILL_REPLY
    assert len(asking.waits) == 1


def test_a_server_that_is_not_there_is_told_with_what_to_do() -> None:
    with chat_server() as gone:
        asking = Asking(gone)
    with pytest.raises(EngineUnreachable, match=r"127\.0\.0\.1") as told:
        asking.ask()
    assert "DATELINE_LLM_URL" in told.value.remedy
    assert len(asking.waits) == 4


@pytest.mark.parametrize(
    "answer", [Answer(status=200, body=b" ", pause=2.0), Answer(status=200, body=b" " * 40, pause=0.05)]
)
def test_a_reply_that_takes_too_long_is_not_asked_for_again_and_is_counted(
    server: ChatServer, answer: Answer
) -> None:
    server.answers = [answer]
    asking = Asking(server, patience=0.5)
    with pytest.raises(ModelFailed, match=r"more than 0.5 seconds") as told:
        asking.ask(expected=300)
    assert "DATELINE_LLM_TIMEOUT" in told.value.remedy
    assert len(server.asked) == 1
    assert asking.chat.budget.spent > 100


# ── what servers do not know ─────────────────────────────────────────────────────────────────────


def _formats(server: ChatServer) -> list[str | None]:
    return [request.get("response_format", {}).get("type") for request in server.asked]


def test_a_server_that_knows_no_schema_is_asked_for_json_and_then_goes_on_so(server: ChatServer) -> None:
    server.formats = ("json_object", None)
    asking = Asking(server)
    asking.ask()
    asking.ask()
    assert _formats(server) == ["json_schema", "json_object", "json_object"]


def test_a_server_that_knows_no_json_is_asked_in_plain_words(server: ChatServer) -> None:
    server.formats = (None,)
    asking = Asking(server)
    assert json.loads(asking.ask()) == MILL_REPLY
    assert _formats(server) == ["json_schema", "json_object", None]


def test_a_model_that_keeps_its_own_temperature_is_left_it(server: ChatServer) -> None:
    server.refuses = ("temperature",)
    Asking(server).ask()
    assert ["temperature" in request for request in server.asked] == [True, False]
    assert _formats(server) == ["json_schema", "json_schema"]


def test_a_report_that_the_server_refuses_is_told_and_the_form_of_asking_is_kept(server: ChatServer) -> None:
    asking = Asking(server)
    asking.ask()
    server.answers = [fails(400, "the context of 4096 tokens is too short")]
    with pytest.raises(ModelFailed, match=r"400 from .*: the context of 4096 tokens is too short"):
        asking.ask()
    asking.ask()
    assert _formats(server) == ["json_schema"] * 3


def test_a_first_report_that_is_refused_in_every_form_changes_nothing(server: ChatServer) -> None:
    server.answers = [fails(400, "too long")] * 3
    asking = Asking(server)
    with pytest.raises(ModelFailed, match="too long"):
        asking.ask()
    asking.ask()
    assert _formats(server) == ["json_schema", "json_object", None, "json_schema"]


# ── what ends a run ──────────────────────────────────────────────────────────────────────────────

_ENDS: list[tuple[Answer, type[EngineUnavailable], str]] = [
    (fails(401), AccessRefused, "Set DATELINE_LLM_KEY"),
    (fails(402, "no credit"), AccessRefused, "no credit"),
    (fails(403, "not for you"), AccessRefused, "not for you"),
    (fails(404, "pull it first"), ModelUnknown, "war-reader (404 from"),
    (fails(405), EngineNotSetUp, "DATELINE_LLM_URL"),
    (fails(308, Location="https://elsewhere.example/v1"), EngineNotSetUp, "DATELINE_LLM_URL"),
    (Answer(status=200, body=b"<html>Welcome</html>"), EngineNotSetUp, "something else than a chat"),
    (Answer(status=200, body=b"[" * 100_000), EngineNotSetUp, "something else than a chat"),
    (Answer(status=200, body=b'{"choices": []}'), EngineNotSetUp, "something else than a chat"),
]


@pytest.mark.parametrize(("answer", "kind", "told"), _ENDS)
def test_an_answer_that_every_report_would_meet_is_an_engine_that_is_not_there(
    server: ChatServer, answer: Answer, kind: type[EngineUnavailable], told: str
) -> None:
    server.answers = [answer]
    asking = Asking(server)
    with pytest.raises(kind) as error:
        asking.ask()
    assert told in str(error.value)
    assert error.value.remedy
    assert (len(server.asked), asking.waits) == (1, [])


_FAULTS = [
    ("length", "cut off"),
    ("content_filter", "the server's filter"),
]


@pytest.mark.parametrize(("finish", "told"), _FAULTS)
def test_a_reply_that_was_stopped_is_no_reply_but_is_counted(
    server: ChatServer, finish: str, told: str
) -> None:
    server.answers = [server.says('{"events": [', finish)]
    asking = Asking(server)
    with pytest.raises(ModelFailed, match=told):
        asking.ask()
    assert asking.chat.budget.spent == 1000


def test_an_answer_without_end_is_not_read_to_its_end(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "LONGEST_ANSWER", 1000)
    server.answers = [Answer(status=200, body=b" " * 5000)]
    with pytest.raises(ModelFailed, match="more than"):
        Asking(server).ask()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"error": "model is loading"}', "model is loading"),
        (b'{"message": "wrong"}', "wrong"),
        (b'{"detail": "wrong"}', "wrong"),
        (b"<b>wrong\x1b[2J</b>\n\xff", "<b>wrong [2J</b> \ufffd"),
        (b"", "400 from"),
        (b"long " * 1000, "long …"),
    ],
)
def test_a_servers_own_words_are_told_on_one_line(server: ChatServer, body: bytes, told: str) -> None:
    server.answers = [Answer(status=400, body=body)] * 3
    with pytest.raises(ModelFailed) as error:
        Asking(server).ask()
    assert told in str(error.value)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 600


# ── the budget ───────────────────────────────────────────────────────────────────────────────────


def test_tokens_are_counted_as_the_server_counts_them(server: ChatServer) -> None:
    asking = Asking(server)
    asking.ask()
    server.answers = [
        Answer(
            status=200,
            body=json.dumps({
                "choices": [{"message": {"content": "yes"}}],
                "usage": {"prompt_tokens": 20, "completion_tokens": 3},
            }).encode(),
        )
    ]  # fmt: skip
    asking.ask()
    assert asking.chat.budget.spent == 1023


def test_tokens_that_a_server_does_not_count_are_estimated(server: ChatServer) -> None:
    server.tokens = None
    asking = Asking(server)
    asking.ask("x" * 3000, expected=1500)
    assert 1500 <= asking.chat.budget.spent < 1550


def test_a_request_that_would_go_beyond_the_budget_is_not_sent(server: ChatServer) -> None:
    asking = Asking(server, budget=2500)
    asking.ask(expected=3000)
    asking.ask(expected=3000)
    with pytest.raises(BudgetReached, match="2,000 of 2,500 tokens are used, and the next request") as told:
        asking.ask(expected=3000)
    assert "DATELINE_LLM_BUDGET" in told.value.remedy
    assert len(server.asked) == 2


# ── the key ──────────────────────────────────────────────────────────────────────────────────────


def test_the_key_shows_itself_in_no_log_no_error_and_no_repr(
    server: ChatServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.key = KEY
    engine = load_engine(server.environment)
    engine.code(Report(id="mill", text=MILL))
    shown = [repr(engine), repr(engine.chat)]
    echo = f"you sent Authorization: Bearer {KEY}"
    for answer in [fails(401, echo), fails(403, echo), fails(404, echo), fails(503, echo, Retry_After="999")]:
        server.answers = [answer]
        with pytest.raises(EngineUnavailable) as refused:
            engine.code(Report(id="mill", text=MILL))
        shown += _everything_about(refused.value)
    server.answers = [fails(400, echo), fails(429, echo, Retry_After="0")]
    with pytest.raises(ModelFailed) as failed:
        engine.code(Report(id="mill", text=MILL))
    engine.code(Report(id="mill", text=MILL))
    shown += _everything_about(failed.value)
    server.key = "another"
    with pytest.raises(AccessRefused, match="Check DATELINE_LLM_KEY") as wrong:
        engine.code(Report(id="mill", text=MILL))
    shown += _everything_about(wrong.value)
    assert any(header.get("Authorization") == f"Bearer {KEY}" for header in server.headers)
    assert "asking again" in caplog.text
    for words in [*shown, caplog.text, *(repr(record.args) for record in caplog.records)]:
        assert KEY not in words


def _everything_about(error: BaseException) -> list[str]:
    """An error and those behind it, as they may be printed."""
    shown = []
    at: BaseException | None = error
    while at is not None:
        shown += [str(at), repr(at), repr(getattr(at, "__dict__", None))]
        at = at.__cause__ or at.__context__
    return shown


def test_a_key_is_shown_by_its_header_alone() -> None:
    key = Key(KEY)
    assert repr(key) == str(key) == "Key(…)"
    assert key.header() == {"Authorization": f"Bearer {KEY}"}


# ── the environment ──────────────────────────────────────────────────────────────────────────────

_WRONG = [
    ({"DATELINE_LLM_URL": ""}, "DATELINE_LLM_URL is not set"),
    ({"DATELINE_LLM_URL": "localhost:8080/v1"}, "DATELINE_LLM_URL is no http or https address"),
    ({"DATELINE_LLM_URL": "http://"}, "DATELINE_LLM_URL is no http or https address"),
    ({"DATELINE_LLM_URL": "http://host:port/v1"}, "DATELINE_LLM_URL is no address"),
    ({"DATELINE_LLM_URL": "http://me:secret@host/v1"}, "DATELINE_LLM_URL holds a user name or a password"),
    ({"DATELINE_LLM_MODEL": "  "}, "DATELINE_LLM_MODEL is not set"),
    ({"DATELINE_LLM_KEY": "two words"}, "DATELINE_LLM_KEY holds no key"),
    ({"DATELINE_LLM_KEY": "sk-…"}, "DATELINE_LLM_KEY holds no key"),
    ({"DATELINE_LLM_BUDGET": "much"}, "DATELINE_LLM_BUDGET is 'much'"),
    ({"DATELINE_LLM_BUDGET": "0"}, "DATELINE_LLM_BUDGET is '0'"),
    ({"DATELINE_LLM_BUDGET": "-5"}, "DATELINE_LLM_BUDGET is '-5'"),
    ({"DATELINE_LLM_BUDGET": "9" * 5000}, "DATELINE_LLM_BUDGET is '999"),
    ({"DATELINE_LLM_TIMEOUT": "1.5"}, "DATELINE_LLM_TIMEOUT is '1.5'"),
]
_RIGHT = {"DATELINE_LLM_URL": "https://models.example/v1", "DATELINE_LLM_MODEL": "m"}


@pytest.mark.parametrize(("changed", "told"), _WRONG)
def test_an_environment_that_is_not_right_is_told_with_what_to_do(changed: dict[str, str], told: str) -> None:
    with pytest.raises(EngineNotSetUp) as error:
        load_engine(_RIGHT | changed)
    assert told in str(error.value)
    assert error.value.remedy
    assert "secret" not in str(error.value)
    assert isinstance(error.value, DatelineError)


def test_the_environment_sets_all_that_can_be_set() -> None:
    numbers = {"DATELINE_LLM_BUDGET": "200000", "DATELINE_LLM_TIMEOUT": "600"}
    engine = load_engine(_RIGHT | numbers | {"DATELINE_LLM_KEY": f" {KEY}\n"})
    chat = engine.chat
    assert isinstance(engine, LlmEngine)
    assert isinstance(chat, ChatEndpoint)
    assert (chat.model, chat.budget.limit, chat.patience) == ("m", 200_000, 600.0)
    assert chat.key is not None
    assert chat.key.header() == {"Authorization": f"Bearer {KEY}"}


@pytest.mark.parametrize("tail", ["", "/", "/chat/completions", "/chat/completions/", "#top"])
def test_the_address_may_be_given_with_or_without_its_tail(server: ChatServer, tail: str) -> None:
    chat = load_engine(server.environment | {"DATELINE_LLM_URL": server.url + tail}).chat
    chat.ask([Message(role="user", content="Code it.")], {"type": "object"}, expected=0)
    assert len(server.asked) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "[::1]", "localhost", "models.localhost"])
def test_no_proxy_is_asked_for_a_server_on_this_machine(host: str) -> None:
    assert endpoint._is_here(httpx.URL(f"http://{host}:8080/v1").host)  # noqa: SLF001 (cannot be seen otherwise)


@pytest.mark.parametrize("host", ["models.example", "10.0.0.1", "localhost.example"])
def test_other_hosts_are_not_this_machine(host: str) -> None:
    assert not endpoint._is_here(httpx.URL(f"https://{host}/v1").host)  # noqa: SLF001 (as above)
