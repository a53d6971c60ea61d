"""The lines by which the furniture of a page is known, and the report's lines that are like them."""

from __future__ import annotations

import pytest

from dateline.domain import ApartKind
from dateline.reading import read
from dateline.reading.furniture import mark
from dateline.reading.money import is_funding, without_appeal

FUNDING = ApartKind.FUNDING
COMMENTS = ApartKind.COMMENTS
NAVIGATION = ApartKind.NAVIGATION
RELATED = ApartKind.RELATED
CAPTION = ApartKind.CAPTION


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Donate", FUNDING),
        ("Donate now!", FUNDING),
        ("Support us", FUNDING),
        ("Help us reach our goal", FUNDING),
        ("3,250 $ raised of 5,000 $", FUNDING),
        ("0 2,500 5,000 3,250 raised", FUNDING),
        ("Raised so far: 1,140", FUNDING),
        ("65 % funded", FUNDING),
        ("Goal: $5,000", FUNDING),
        ("November budget campaign goal: 5,000", FUNDING),
        ("PayPal: gifts@line.example", FUNDING),
        ("Patreon: https://www.patreon.com/line-example", FUNDING),
        ("via PayPal", FUNDING),
        ("BTC: 1ExampLeNotARea1Wa11etAddressXXXXX", FUNDING),
        ("BTC 1ExampLeNotARea1Wa11etAddressXXXXX", FUNDING),
        ("BCH ABC: qexamp1enotarea1wa11etaddressnotarea1wa11et", FUNDING),
        ("ETH: 0xEXAMPLE0000000000000000000000000000NOTREAL", FUNDING),
        ("1ExampLeNotARea1WaqqetAddressXXXXX", FUNDING),
        ("Our work would not be possible without your donations: please give by card or PayPal.", FUNDING),
        ("If you like our content and approach, please support us: PayPal: gifts@line.example", FUNDING),
        ("Notify of", COMMENTS),
        ("newest oldest most voted", COMMENTS),
        ("Newest | Oldest | Most Voted", COMMENTS),
        ("Inline Feedbacks", COMMENTS),
        ("View all comments", COMMENTS),
        ("Load More Comments", COMMENTS),
        ("Leave a Reply", COMMENTS),
        ("Your email address will not be published. Required fields are marked *", COMMENTS),
        ("7 thoughts on “Raiders storm the salt works”", COMMENTS),
        ("Comments are closed.", COMMENTS),
        ("Prev Post", RELATED),
        ("Related News", RELATED),
        ("More on the topic:", RELATED),
        ("You may also like", RELATED),
        ("Read more: What the marsh is worth", RELATED),
        ("Read also", RELATED),
        ("Facebook", NAVIGATION),
        ("Share on Twitter", NAVIGATION),
        ("Facebook Twitter WhatsApp 12", NAVIGATION),
        ("© 2018 Line. All rights reserved.", NAVIGATION),
        ("Privacy Policy | Terms of Use", NAVIGATION),
        ("Skip to content", NAVIGATION),
        ("By Lidia Orne", NAVIGATION),
        ("Reporting by Lidia Orne", NAVIGATION),
        ("Published: November 23, 2018 5:30 PM", NAVIGATION),
        ("23 November، 2018", NAVIGATION),
        ("Trucks wait at the bridge. (Agency Photo/Jo Hark)", CAPTION),
        ("Photo: Lidia Orne", CAPTION),
        ("A guard on the wall of the fort. (Jo Hark/AFP)", CAPTION),
    ],
)
def test_a_line_that_is_furniture_is_known(line: str, kind: ApartKind) -> None:
    found = mark(line)

    assert found is not None
    assert found.certain
    assert found.kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "Two guards were killed.",
        "The villagers support us, the commander said.",
        "“Donate blood,” the hospital asked, after 40 wounded had been brought in.",
        "Donors pledged $120 million at the conference in Ostrava on Friday.",
        "The group raised money through PayPal and Bitcoin, prosecutors said in the indictment.",
        "The ransom went to the wallet 1ExampLeNotARea1Wa11etAddressXXXXX, which an exchange had flagged.",
        "Around 300 people had donated by noon, the mayor told reporters.",
        "Terms of the truce were agreed by both sides.",
        "Follow-up strikes hit the depot at dawn.",
        "Share of the guilt lies with the council, he said.",
        "Reports of shelling came from three villages.",
        "Home guards held the bridge.",
        "The Council denies this.",
        "More guards arrived from the north in the night",
        "He was next to die.",
        "Related charges were dropped in May.",
        "Updated figures put the dead at 14.",
        "Print shops were set on fire.",
        "No comment was made by the army.",
        "Casualties on October 3, 2019 were heavy",
        "The Lake Road",
        "Upper Denn",
        "By evening the Guard had withdrawn.",
        "By noon, Marrek and her men were gone.",
        "Photographs show two burnt trucks.",
        "Fighters close to the Red Banner burned the mill (the second this year)",
    ],
)
def test_a_line_of_a_report_is_no_furniture(line: str) -> None:
    found = mark(line)

    assert found is None or not found.certain
    assert not is_funding(line)


def test_an_appeal_is_parted_from_the_report_in_its_paragraph() -> None:
    report = (
        "The Guard withdrew from the works at noon. It lost ten men on the lake road, two captains said. "
    )
    report += "The depots burned until the evening, and nobody came to put out the fire in the third of them."
    appeal = (
        "We have a request. If you like our work, please support us on Patreon or PayPal: gifts@line.example."
    )

    assert without_appeal(f"{report} {appeal}") == [(report, False), (appeal, True)]
    assert without_appeal(report) == [(report, False)]
    assert without_appeal(f"We are made by volunteers. {appeal}") == [
        (f"We are made by volunteers. {appeal}", True)
    ]


TITLES = "Harbour closed for a third day after the storm\n\nGuard names new commander for the lake road"
REPORT = (
    "On October 3, members of the Red Banner attacked two fuel depots west of Tarvos, sources said.\n\n"
    "Up to 10 guards were killed and two trucks were burned, according to the Guard."
)


@pytest.mark.parametrize(
    ("before", "behind", "kind", "apart"),
    [
        (
            "",
            "Related News\n\nHarbour closed for a third day\n\nGuard names new commander",
            RELATED,
            "Guard names new",
        ),
        (
            "",
            "Prev Post\n\nHarbour closed\n\nNext Post\n\nGuard names new commander",
            RELATED,
            "Harbour closed",
        ),
        (
            "",
            f"{TITLES}\n\nFerry sinks with forty head of cattle and two herders on board",
            RELATED,
            "Ferry sinks",
        ),
        ("Home\n\nNews\n\nFacebook\n\nTwitter\n\n", "", NAVIGATION, "News"),
        ("0\n\n2,500\n\n5,000\n\n3,250 raised\n\nDonate\n\n", "", FUNDING, "2,500"),
        (
            "",
            "Support the Line\n\nor by bank\n\nBTC: 1ExampLeNotARea1Wa11etAddressXXXXX",
            FUNDING,
            "or by bank",
        ),
        (
            "",
            "2 Comments\n\nTall Pine\n\n2 years ago\n\nI saw fourteen of them myself that day.\n\nReply",
            COMMENTS,
            "fourteen",
        ),
        (
            "",
            "Tall Pine\n\n2 years ago\n\nI saw them.\n\nReply\n\noarsman\n\n1 year ago\n\nSo did I.\n\nReply",
            COMMENTS,
            "Tall Pine",
        ),
        (
            "",
            "Notify of\n\nI saw fourteen of them myself that day, whatever the Guard says now.",
            COMMENTS,
            "fourteen",
        ),
        (
            "A guard on the wall of the old fort of Tarvos\n\nCredit: Jo Hark\n\n",
            "",
            CAPTION,
            "A guard on the wall",
        ),
    ],
)
def test_what_stands_around_a_report_is_sorted_by_what_it_stands_beside(
    before: str, behind: str, kind: ApartKind, apart: str
) -> None:
    report = read(f"{before}{REPORT}\n\n{behind}")

    assert report.text == REPORT
    assert any(apart in one.text for one in report.set_apart if one.kind is kind)


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.replace("\n\n", " "),
        f"{REPORT}\n\nThe dead are:\n\nIlse Marrek, 34\n\nHarl Denn, 19\n\nTomas of Sarr, 40",
        f"{REPORT}\n\n• March: three raids, two dead\n\n• April: one raid",
        f"{REPORT}\n\nNo losses were given.",
        f"{REPORT}\n\nThe lake road\n\nThe Guard withdrew from three villages on Friday, two residents said.",
        f"{REPORT}\n\nComments by the Council were not available. 3 comments were withdrawn.",
        "Rebels shelled Aleppo",
        "Six killed.",
    ],
)
def test_a_plain_report_comes_out_whole(text: str) -> None:
    report = read(f"Read:\n{text}".removeprefix("Read:\n").encode())

    assert report.text == text
    assert not report.set_apart


def test_a_page_whose_line_breaks_were_lost_loses_its_neighbours_and_comments() -> None:
    flat = (
        REPORT.replace("\n\n", " ")
        + " The fire burned until the evening, and smoke was seen as far as Ostrava, a driver said."
    )
    neighbours = "Prev Post Harbour closed for a third day Next Post Guard names new commander"
    comments = "Notify of newest oldest most voted I saw fourteen of them."

    report = read(f"{flat} {neighbours} {comments}")

    assert report.text == flat
    assert [one.kind for one in report.set_apart] == [RELATED, COMMENTS]


def test_a_comment_count_above_the_report_hides_none_of_it() -> None:
    report = read(f"Raiders burn two depots west of Tarvos\n\n12 Comments\n\nShare\n\nFacebook\n\n{REPORT}")

    assert report.title == "Raiders burn two depots west of Tarvos"
    assert report.text == REPORT
