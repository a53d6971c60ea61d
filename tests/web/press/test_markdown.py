"""The body of a briefing as a page: sentences, markers, media, and nothing that harms a reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from justhtml import JustHTML
from justhtml.dom import Element

from dateline.web.press.markdown import Cited, Shown, labels_in, media_in, plain, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from justhtml.dom import Comment

CITED = {
    f"c{nth}": Cited(label=f"c{nth}", number=nth, href=f"#claim-c{nth}", title="Lina Orvik: up to 10 killed")
    for nth in range(1, 10)
}
PICTURE, VIDEO = UUID(int=5), UUID(int=6)
MEDIA = {
    PICTURE: Shown(
        url="/media/press/tower.jpg",
        media_type="image/jpeg",
        kind="picture",
        width=1200,
        height=800,
        alt="A tower",
        caption="The tower of Marjsalam",
        credit="Orvik Press",
        licence="CC BY 4.0",
        source_url="https://orvik.example/tower",
    ),
    VIDEO: Shown(
        url="/media/press/road.mp4",
        media_type="video/mp4",
        kind="video",
        width=640,
        height=360,
        alt="A road",
        caption="",
        credit="Orvik Press",
        poster_url="/media/press/road.jpg",
    ),
}


def _sentences(html: str) -> list[tuple[str, bool, list[str]]]:
    """Each sentence of a page: its words, whether it is the editors' own, and the labels in it."""
    found = re.findall(r'<span class="sentence( own)?"[^>]*>(.*?)</span>', html, re.DOTALL)
    return [
        (
            re.sub(r"<sup>.*?</sup>|<[^>]+>", "", words),
            bool(own),
            re.findall(r'data-claim="([^"]+)"', words),
        )
        for own, words in found
    ]


SENTENCES = [
    ("Two died.[^c1] Nobody fled.", [("Two died.", False, ["c1"]), ("Nobody fled.", True, [])]),
    ("Two died. [^c1] Nobody fled.", [("Two died.", False, ["c1"]), ("Nobody fled.", True, [])]),
    ("Two died.[^c1]Nobody fled.", [("Two died.", False, ["c1"]), ("Nobody fled.", True, [])]),
    ("Two died,[^c1] three fled.[^c2]", [("Two died, three fled.", False, ["c1", "c2"])]),
    (
        "Two died.[^c1][^c2] [^c3] All left.",
        [("Two died.", False, ["c1", "c2", "c3"]), ("All left.", True, [])],
    ),
    (
        "It fell within 5 km.[^c1] The army left.",
        [("It fell within 5 km.", False, ["c1"]), ("The army left.", True, [])],
    ),
    (
        "Gen. Salam met Col. Nur at 5 a.m. near Marj.[^c1]",
        [("Gen. Salam met Col. Nur at 5 a.m. near Marj.", False, ["c1"])],
    ),
    ("It cost 3.5 million.[^c1]", [("It cost 3.5 million.", False, ["c1"])]),
    ("“We left.”[^c1] He did not.", [("“We left.”", False, ["c1"]), ("He did not.", True, [])]),
    ("“Who fired?”[^c1] he asked.", [("“Who fired?” he asked.", False, ["c1"])]),
    ("[^c1] He left.", [(" He left.".strip(), False, ["c1"])]),
    ("*He fled. She* stayed.[^c1]", [("He fled.", True, []), ("She stayed.", False, ["c1"])]),
    ("Two died[^c9x]. So it is.", [("Two died[^c9x].", True, []), ("So it is.", True, [])]),
    ("One line\nand the next.[^c1]", [("One line and the next.", False, ["c1"])]),
    ("Run `a. B` now.[^c1]", [("Run a. B now.", False, ["c1"])]),
    ("[^c1]", [("", False, ["c1"])]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), SENTENCES)
def test_each_sentence_holds_its_markers(body: str, expected: list[tuple[str, bool, list[str]]]) -> None:
    body = body.replace("[^c9x]", "[^x9]")
    expected = [(words.replace("[^c9x]", ""), own, labels) for words, own, labels in expected]
    rendered = render(body, cited=CITED)
    html = rendered.html.replace('<span class="claim unknown"', "<b").replace("[^x9]</span>", "</b>")
    assert _sentences(html) == expected
    assert (rendered.sentences, rendered.own) == (len(expected), sum(own for _, own, _ in expected))


def test_a_marker_leads_to_its_claim_and_says_which() -> None:
    html = render("Two died.[^c3]", cited=CITED).html
    assert (
        '<a class="claim" href="#claim-c3" data-claim="c3" id="at-c3" title="Lina Orvik: up to 10 killed" '
        'aria-label="Claim 3: Lina Orvik: up to 10 killed"><sup>3</sup></a>'
    ) in html


def test_labels_are_in_the_order_in_which_they_appear_and_unknown_ones_apart() -> None:
    body = "B.[^c2] A.[^c1] B.[^c2] `[^c4]` \\[^c5] X.[^x1]\n\n    [^c6]\n"
    rendered = render(body, cited=CITED)
    assert rendered.labels == ("c2", "c1")
    assert rendered.unknown == ("x1",)
    assert labels_in(body) == ("c2", "c1", "x1")
    assert rendered.html.count('id="at-c2"') == 1


OUTLINES = [
    ("# a\n## b\n### c", ["h2", "h3", "h4"]),
    ("## a\n## b", ["h2", "h2"]),
    ("#### a\n## b\n#### c", ["h2", "h2", "h3"]),
    ("# a\n#### b\n## c", ["h2", "h3", "h3"]),
]


@pytest.mark.parametrize(("body", "expected"), OUTLINES)
def test_headings_stand_in_order_below_the_headline(body: str, expected: list[str]) -> None:
    assert re.findall(r"<(h\d)>", render(body, cited={}).html) == expected


def test_a_picture_is_a_figure_behind_its_paragraph_with_size_words_and_credit() -> None:
    html = render(f"See it ![](media:{PICTURE}) here.", cited={}, media=MEDIA).html
    assert html.index("</p>") < html.index("<figure")
    for part in (
        'src="/media/press/tower.jpg" alt="A tower" width="1200" height="800" loading="lazy"',
        '<span class="caption" dir="auto">The tower of Marjsalam</span>',
        "Orvik Press, CC BY 4.0",
        '<a href="https://orvik.example/tower" rel="noopener nofollow">first published here</a>',
    ):
        assert part in html
    own = render(f'![A ruin](media:{PICTURE} "What is left")', cited={}, media=MEDIA).html
    assert 'alt="A ruin"' in own
    assert "What is left" in own
    assert "<p>" not in own


def test_a_video_has_controls_and_loads_nothing_unasked() -> None:
    html = render(f"![](media:{VIDEO})", cited={}, media=MEDIA).html
    video = re.search(r"<video ([^>]*)>", html)
    assert video
    for part in ("controls", 'preload="none"', 'poster="/media/press/road.jpg"', 'width="640"'):
        assert part in video[1]
    assert "<p></p>" not in html


def test_a_picture_that_is_not_ours_is_not_fetched() -> None:
    body = f"![spy](https://spy.example/x.png) ![gone](media:{UUID(int=9)}) ![](/x.png)"
    html = render(body, cited={}, media=MEDIA).html
    assert "<img" not in html
    assert "spy.example/x.png" not in html
    assert html.count('class="missing"') == 3
    assert media_in(body + f" ![](media:{PICTURE})") == (UUID(int=9), PICTURE)


LINKS = [
    (
        "[x](https://a.example/?a=1&b=2)",
        '<a href="https://a.example/?a=1&amp;b=2" rel="noopener nofollow">x</a>',
    ),
    ("[x](//a.example)", '<a href="//a.example" rel="noopener nofollow">x</a>'),
    ("[x](/briefings/)", '<a href="/briefings/">x</a>'),
    ("[x](#claim-c1)", '<a href="#claim-c1">x</a>'),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("[x](data:text/html,x)", "[x](data:text/html,x)"),
    ("[x](/\\\\a.example)", '<a href="/%5Ca.example">x</a>'),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("<b onclick=x>y</b>", "&lt;b onclick=x&gt;y&lt;/b&gt;"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), LINKS)
def test_links_leave_with_care_and_html_is_text(body: str, expected: str) -> None:
    assert f">{expected}</span>" in render(body, cited={}).html


def test_a_row_of_a_table_counts_as_one_sentence() -> None:
    body = "| Who | Dead |\n|---|--:|\n| Monitor[^c1] | 3 |\n| Relay | 5 |\n"
    rendered = render(body, cited=CITED)
    assert (rendered.sentences, rendered.own) == (2, 1)
    assert _sentences(rendered.html) == [
        ("Monitor", False, ["c1"]),
        ("3", False, []),
        ("Relay", True, []),
        ("5", True, []),
    ]
    assert '<th scope="col" class="end">Dead</th>' in rendered.html
    assert "style" not in rendered.html


def test_plain_text_has_no_markers_and_a_line_for_each_point() -> None:
    body = f"## Idlib\n\nTwo *died*.[^c1] [Most](https://a.example) fled.\n\n1. one\n2. two\n\n- three\n\n![](media:{PICTURE})\n\n| a | b |\n|--|--|\n| 1 | 2 |\n"  # noqa: E501
    expected = "Idlib\n\nTwo died. Most fled.\n\n1. one\n\n2. two\n\n- three\n\na | b\n\n1 | 2"
    assert plain(body) == expected


def _within(node: Element | Comment) -> Iterator[Element]:
    for child in node.children or ():
        if isinstance(child, Element):
            yield child
            yield from _within(child)


_PIECES = st.sampled_from(
    [
        *("[^c1]", "[^c2]", "[^zz]", "Two died.", " ", "\n", "\n\n", "*", "**", "_", "~~", "`"),
        *("\\", "[", "]"),
        *("](", ")", "(", "<", ">", "&", '"', "# ", "## ", "- ", "1. ", "> ", "| a | b |\n|--|:-:|\n", "|"),
        *("<script>", "</p>", "</span>", "<img src=x onerror=y>", "&#x6a;avascript:", "javascript:"),
        "https://a.example",
        *(f"![x](media:{PICTURE})", f"![x](media:{VIDEO})", "![", "![y](https://spy.example/p.png)", "    "),
        "```\n",
        *("J. Salam", "5 km.", "U.S.", "\u2028", "\x00", "شمال", "\u202e", "<!--", "-->", "]]>"),
        "<svg/onload=x>",
    ]
)  # fmt: skip
_BODIES = st.lists(_PIECES | st.text(max_size=4), max_size=30).map("".join)

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "div"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "em", "strong", "sup", "span", "figure"),
    *("img", "video", "source", "figcaption", "s"),
}  # fmt: skip


@given(_BODIES)
@example("[a [^c1] b](https://a.example)")
@example("| a |\n|--|\n| ![x](media:00000000-0000-0000-0000-000000000005) [^c1] |")
@example("**Two died. [^c1] *She* left.**[^c2]")
def test_whatever_is_typed_comes_out_safe_well_nested_and_with_every_marker_once(body: str) -> None:
    rendered = render(body, cited=CITED, media=MEDIA)
    page = JustHTML(
        f"<!doctype html><title>x</title><main>{rendered.html}</main>", strict=True, sanitize=False
    )
    nodes = list(_within(page.query("main")[0]))
    assert {node.name for node in nodes} <= _TAGS
    for node in nodes:
        for name, value in node.attrs.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in {"href", "src", "poster"}:
                assert re.match(r"(https?:)?//\w|/(?![/\\])|#|mailto:", value or "", re.IGNORECASE), value
        if node.name in {"img", "video", "source"}:
            assert "spy.example" not in str(node.attrs)
    # Each marker that is read in the body is drawn, in order and once, unknown ones with their label.
    drawn = [
        node.attrs.get("data-claim") or re.sub(r"[\[\]^]", "", node.to_text())
        for node in nodes
        if "claim" in (node.attrs.get("class") or "").split()
    ]
    assert tuple(dict.fromkeys(drawn)) == labels_in(body)
    assert set(rendered.labels) | set(rendered.unknown) == set(drawn)
    assert 0 <= rendered.own <= rendered.sentences


_BLOCKS = st.sampled_from(
    ["{}", "## Front\n\n{}", "- {}\n- more", "> {}", "| a |\n|--|\n| {} |", "1. {}\n\n   {}"]
)
_TURNS = st.sampled_from(
    ["Two died.{}", "*Two died{}*.", "“Two died.”{} So", "{} Two", "a, {} b", "**A. {} B**", "~~a{}~~"]
)


@given(
    st.lists(
        st.tuples(_BLOCKS, _TURNS, st.lists(st.sampled_from(["c1", "c2", "zz"]), max_size=3)), max_size=6
    )
)
def test_as_many_markers_come_out_as_were_put_in(blocks: list[tuple[str, str, list[str]]]) -> None:
    put: list[str] = []
    body = ""
    for block, turn, labels in blocks:
        words = turn.format("".join(f"[^{label}]" for label in labels))
        body += block.replace("{}", words) + "\n\n<!-- -->\n\n"
        put += labels * block.count("{}")
    html = render(body, cited=CITED).html
    drawn = re.findall(r'data-claim="(\w+)"|class="claim unknown"[^>]*>\[\^(\w+)\]', html)
    assert [known or unknown for known, unknown in drawn] == put
