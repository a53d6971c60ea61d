"""The account table: who says what of each fact, in whose words, and in what order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import Count, Effect, EventType, Fact, Stance, Status
from dateline.linking import Told, examine, incident_of, roll_up
from tests.codings import codings
from tests.fakes import Done, Happens, Says
from tests.linking.two_lands import coded, denies, incident, row, sources, strike, table

if TYPE_CHECKING:
    from dateline.domain import Coding

STRUCK = "Marlandic Air Force jets struck the market of Marj on Tuesday, killing five people"


MONITORED = coded(
    f"{STRUCK}, the Coast Monitor said.",
    strike(
        killed="five people",
        agents=("Marlandic Air Force jets",),
        targets=("market",),
        places=("Marj",),
        times=("Tuesday",),
        by=("a1",),
    ),
    says=(Says(id="a1", source="the Coast Monitor", cue="said", content=STRUCK, named=True),),
)


def test_every_fact_stands_with_its_words_and_who_says_so() -> None:
    assert [(one.fact, one.value, one.words) for one in incident(MONITORED).tellings] == [
        (Fact.AGENT, "Marlandic Air Force", "Marlandic Air Force jets"),
        (Fact.TYPE, "airstrike", "struck"),
        (Fact.TARGET, "market", "market"),
        (Fact.PLACE, "Marj", "Marj"),
        (Fact.DATE, "2018-05-22", "Tuesday"),
        (Fact.KILLED, "5", "five people"),
    ]


def test_a_telling_quotes_what_is_attributed_and_knows_where_its_words_stand() -> None:
    text = MONITORED.report.text
    for one in incident(MONITORED).tellings:
        assert one.at.of(text) == one.words
        assert one.quote == STRUCK
        assert one.said == date(2018, 5, 22)
        assert (one.origin, one.through) == ("actor:coast-monitor", ("Harbour Dispatch",))


def test_what_words_resolve_to_stands_beside_them() -> None:
    facts = {one.fact: one for one in incident(MONITORED).tellings}
    assert facts[Fact.KILLED].count == Count(min=5, max=5)
    dated, agent = facts[Fact.DATE].date, facts[Fact.AGENT].actor
    assert dated is not None
    assert (dated.start, dated.end) == (date(2018, 5, 22), date(2018, 5, 22))
    assert agent is not None
    assert agent.actor is not None
    assert agent.actor.id == "marland-air-force"


def test_what_a_lead_tells_before_it_cites_anybody_is_the_outlets_own() -> None:
    lead = "Five people died in an airstrike."
    report = coded(
        f"{lead} {STRUCK}, the Coast Monitor said.",
        strike(
            "airstrike",
            also=("struck",),
            killed="Five people",
            also_killed=("five people",),
            agents=("Marlandic Air Force jets",),
            by=("a1",),
        ),
        says=(Says(id="a1", source="the Coast Monitor", cue="said", content=STRUCK, named=True),),
    )
    assert table(report) == [
        ("killed", "5", "asserts", "outlet:harbour dispatch"),
        ("type", "airstrike", "asserts", "outlet:harbour dispatch"),
        ("agent", "Marlandic Air Force", "asserts", "actor:coast-monitor"),
        ("type", "airstrike", "asserts", "actor:coast-monitor"),
        ("killed", "5", "asserts", "actor:coast-monitor"),
    ]
    assert incident(report).tellings[0].quote == lead


def test_what_an_engine_cuts_off_a_claim_still_belongs_to_its_sentence() -> None:
    report = coded(
        f"{STRUCK}, the Coast Monitor said.",
        strike(killed="five people", by=("a1",)),
        says=(
            Says(id="a1", source="the Coast Monitor", cue="said", content="killing five people", named=True),
        ),
    )
    assert {one.origin for one in incident(report).tellings} == {"actor:coast-monitor"}


def test_words_that_two_claims_hold_are_those_of_the_closer_one() -> None:
    text = f"The Coast Monitor said that {STRUCK} and that a doctor had counted nine wounded."
    report = coded(
        text,
        Happens(
            type=EventType.AIRSTRIKE,
            trigger="struck",
            harm=(Done(effect=Effect.INJURED, quantity="nine", victims="wounded"),),
            by=("a1", "a2"),
        ),
        says=(
            Says(
                id="a1",
                source="The Coast Monitor",
                cue="said",
                content=f"{STRUCK} and that a doctor had counted nine wounded",
                named=True,
            ),
            Says(id="a2", source="a doctor", cue="counted", content="nine wounded"),
        ),
        key="r7",
    )
    injured = [one.origin for one in incident(report).tellings if one.fact is Fact.INJURED]
    assert injured == ["report:r7"]


def test_the_same_fact_by_the_same_origin_in_one_report_stands_once() -> None:
    text = "Shells hit Marj. Five people died in the shelling of Marj. The mayor counted five dead, too."
    report = coded(
        text,
        strike(
            "hit",
            type=EventType.SHELLING,
            also=("shelling",),
            killed="Five people",
            also_killed=("five dead",),
            places=("Marj", "Marj#2"),
        ),
    )
    assert table(report) == [
        ("type", "shelling", "asserts", "outlet:harbour dispatch"),
        ("place", "Marj", "asserts", "outlet:harbour dispatch"),
        ("killed", "5", "asserts", "outlet:harbour dispatch"),
    ]


def test_tellings_stand_in_the_order_in_which_they_were_said_whatever_order_reports_come_in() -> None:
    first = coded("Shells hit Marj.", strike("hit"), source="Hill Courier", day=21)
    second = coded("Shells hit Marj.", strike("hit"), source="Harbour Dispatch", day=22)
    undated = coded("Shells hit Marj.", strike("hit"), source="Port Gazette", day=None)
    told_in_order = ["Hill Courier-21", "Harbour Dispatch-22", "Port Gazette-None"]
    for reports in ((first, second, undated), (undated, second, first)):
        found = incident(*reports)
        assert [one.event.report for one in found.tellings] == told_in_order
        assert [one.report for one in found.events] == told_in_order


def test_a_part_of_the_victims_is_no_more_than_a_least_number_and_only_where_no_whole_is_told() -> None:
    whole = coded(
        "Shells hit Marj, killing nine people. Three children are among the dead.",
        strike("hit", killed="nine people", also_killed=("Three children",)),
    )
    part = coded("Shells hit Marj, killing three children.", strike("hit", killed="three children"))
    assert [one[1] for one in table(whole) if one[0] == "killed"] == ["9"]
    assert [one[1] for one in table(part) if one[0] == "killed"] == ["at least 3"]


def test_harm_without_a_number_is_told_in_its_words() -> None:
    report = coded(
        "Shells hit Marj, killing an unknown number of people.",
        strike("hit", killed="an unknown number of people"),
    )
    assert [one[1] for one in table(report) if one[0] == "killed"] == ["an unknown number of people"]
    assert incident(report).killed is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("up to ten people", "at most 10"),
        ("at least six people", "at least 6"),
        ("six to eight people", "6 to 8"),
        ("six people", "6"),
    ],
)
def test_a_number_is_as_exact_as_its_words(words: str, value: str) -> None:
    report = coded(f"Shells hit Marj, killing {words}.", strike("hit", killed=words))
    assert [one[1] for one in table(report) if one[0] == "killed"] == [value]


# ── denials and accusations ──────────────────────────────────────────────────────────────────────────────

DENIED = coded(
    "Shells hit the market of Marj. The Marlandic Army denied that its forces had shelled the market.",
    strike("hit", type=EventType.SHELLING, targets=("market",), places=("Marj",)),
    strike(
        "shelled",
        type=EventType.SHELLING,
        agents=("its forces",),
        targets=("market#2",),
        by=("a1",),
        status=Status.DENIED,
    ),
    says=(denies("its forces had shelled the market"),),
)


def test_a_denial_of_the_happening_stands_in_its_table() -> None:
    denied = [one for one in incident(DENIED).tellings if one.stance is Stance.DENIES]
    assert [row(one) for one in denied] == [
        ("agent", "Marlandic Army", "denies", "actor:marland-army"),
        ("type", "shelling", "denies", "actor:marland-army"),
        ("target", "market", "denies", "actor:marland-army"),
    ]


def test_a_denial_belongs_to_the_account_that_it_has_most_in_common_with() -> None:
    text = "Shells hit the mill of Kafr. Shells hit the market of Marj. The army denied it shelled Marj."
    report = coded(
        text,
        strike("hit", type=EventType.SHELLING, places=("Kafr",)),
        strike("hit#2", type=EventType.SHELLING, places=("Marj",)),
        strike("shelled", type=EventType.SHELLING, places=("Marj#2",), status=Status.DENIED),
    )
    accounts = roll_up(report)
    assert len(accounts) == 2
    denied = [
        any(
            one.stance is Stance.DENIES
            for one in incident_of("i", [Told(coding=report, account=account)], sources()).tellings
        )
        for account in accounts
    ]
    assert denied == [False, True]


def test_a_denial_of_another_kind_of_thing_or_another_day_is_not_of_this() -> None:
    text = "Shells hit Marj on Tuesday. The army denied talks, and that it shelled Marj on 3 April 2018."
    report = coded(
        text,
        strike("hit", type=EventType.SHELLING, places=("Marj",), times=("Tuesday",)),
        strike("talks", type=EventType.TALKS, status=Status.DENIED),
        strike("shelled", type=EventType.SHELLING, times=("3 April 2018",), status=Status.DENIED),
    )
    assert {one.stance for one in incident(report).tellings} == {Stance.ASSERTS}


def test_a_denial_that_has_no_word_for_the_happening_is_quoted_as_it_stands() -> None:
    report = coded(
        "Jets struck Marj with phosphorus, residents said. The Marlandic Army rejected the charge.",
        strike(by=("a1", "a2")),
        says=(
            Says(id="a1", source="residents", cue="said", content="Jets struck Marj with phosphorus"),
            Says(
                id="a2",
                source="The Marlandic Army",
                cue="rejected",
                content="the charge",
                named=True,
                stance=Stance.DENIES,
            ),
        ),
    )
    (denial,) = (one for one in incident(report).tellings if one.stance is Stance.DENIES)
    assert (denial.fact, denial.words, denial.origin) == (Fact.TYPE, "the charge", "actor:marland-army")


def test_to_report_no_casualties_denies_nothing_but_casualties() -> None:
    report = coded(
        "Shells hit Marj. No casualties were reported by the Coast Monitor.",
        strike("hit", killed="No casualties", by=("a1",)),
        says=(
            Says(
                id="a1",
                source="the Coast Monitor",
                cue="reported by",
                content="No casualties",
                named=True,
                stance=Stance.DENIES,
            ),
        ),
    )
    assert table(report) == [
        ("type", "airstrike", "asserts", "outlet:harbour dispatch"),
        ("killed", "0", "asserts", "actor:coast-monitor"),
    ]


def test_whom_somebody_blames_is_told_as_an_accusation_and_not_whom_others_name() -> None:
    text = "Marlandic Air Force jets hit Marj, residents said. Port Mar blamed the Reed Union for the attack."
    report = coded(
        text,
        strike("hit", also=("attack",), agents=("Marlandic Air Force jets",), by=("a1", "a2")),
        says=(
            Says(id="a1", source="residents", cue="said", content="Marlandic Air Force jets hit Marj"),
            Says(
                id="a2",
                source="Port Mar",
                cue="blamed",
                content="the Reed Union for the attack",
                named=True,
                stance=Stance.ACCUSES,
            ),
        ),
        key="r7",
    )
    agents = [row(one)[1:] for one in incident(report).tellings if one.fact is Fact.AGENT]
    assert agents == [
        ("Marlandic Air Force", "asserts", "report:r7"),
        ("Reed Union", "accuses", "actor:marland-government"),
    ]


def test_an_accuser_who_blames_nobody_by_name_names_no_agent() -> None:
    report = coded(
        "Norland condemned the attack on Marj.",
        strike("attack", by=("a1",)),
        says=(
            Says(
                id="a1",
                source="Norland",
                cue="condemned",
                content="the attack on Marj",
                named=True,
                stance=Stance.ACCUSES,
            ),
        ),
    )
    assert table(report) == [("type", "airstrike", "accuses", "actor:norland-government")]


def test_a_status_that_is_disputed_is_told_with_reserve() -> None:
    report = coded("A strike may have hit Marj.", strike("strike", status=Status.DISPUTED))
    assert {one.stance for one in incident(report).tellings} == {Stance.HEDGES}


def test_an_event_that_the_outlet_itself_denies_is_denied_by_it() -> None:
    report = coded(
        "Shells hit Marj. No rocket struck Marj.",
        strike("hit", places=("Marj",)),
        strike("struck", places=("Marj#2",), status=Status.DENIED),
    )
    assert ("type", "airstrike", "denies", "outlet:harbour dispatch") in table(report)


def test_a_pronoun_that_stands_for_nobody_known_is_no_agent() -> None:
    report = coded("They shelled Marj.", strike("shelled", type=EventType.SHELLING, agents=("They",)))
    assert [one[0] for one in table(report)] == ["type"]


def test_nobody_tells_of_an_incident_without_accounts() -> None:
    planned = coded("They plan to strike Marj.", strike("strike", status=Status.PLANNED))
    assert roll_up(planned) == ()
    with pytest.raises(ValueError, match="no account"):
        incident_of("i1", [])


@given(codings())
def test_every_telling_of_any_report_rests_on_its_words(coding: Coding) -> None:
    accounts = roll_up(coding)
    if not accounts:
        return
    found = examine("i1", [Told(coding=coding, account=one) for one in accounts], sources()).incident
    origins = {one.id for one in found.origins}
    assert found.reason
    for one in found.tellings:
        assert one.words == one.at.of(coding.report.text)
        assert one.origin in origins
        assert one.quote in coding.report.text
