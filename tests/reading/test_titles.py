"""Title, outlet, author and language of a page."""

from __future__ import annotations

import pytest

from dateline.reading import read
from dateline.reading.language import language_of

LINKED = (
    '<script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"Shells hit the mill",'
    '"publisher":{"name":"The Line"}}]</script>'
)
BODY = "<p>Two shells fell on the mill of Sarr on Monday, residents said, and nobody was hurt by them.</p>"


@pytest.mark.parametrize(
    ("head", "heading", "title", "source"),
    [
        (
            "<title>Shells hit the mill | The Line</title>",
            "Shells hit the mill",
            "Shells hit the mill",
            "The Line",
        ),
        (
            "<title>Shells hit the mill - The Line</title>",
            "",
            "Shells hit the mill - The Line",
            "line.example",
        ),
        (
            '<meta property="og:site_name" content="The Line"><title>Shells hit the mill - The Line</title>',
            "",
            "Shells hit the mill",
            "The Line",
        ),
        (
            '<meta property="og:title" content="Shells hit the mill"><title>The Line</title>',
            "The Line",
            "Shells hit the mill",
            "line.example",
        ),
        (
            LINKED,
            "x",
            "Shells hit the mill",
            "The Line",
        ),
        (
            '<script type="application/ld+json">{broken</script><title>Shells</title>',
            "",
            "Shells",
            "line.example",
        ),
        ("<title>Line</title>", "Shells hit the mill", "Shells hit the mill", "Line"),
        ("", "Shells hit the mill", "Shells hit the mill", "line.example"),
        ("", "", None, "line.example"),
    ],
)
def test_title_and_outlet_are_told_apart(head: str, heading: str, title: str | None, source: str) -> None:
    article = f"<article><h1>{heading}</h1>{BODY}</article>"
    page = f"<!doctype html><html><head>{head}</head><body>{article}</body></html>"

    report = read(page, url="https://www.line.example/mill")

    assert (report.title, report.source) == (title, source)


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ('<meta name="author" content="Lidia Orne">', "Lidia Orne"),
        ('<meta name="author" content="By Lidia Orne">', "Lidia Orne"),
        ('<meta name="author" content="admin">', None),
        ('<meta property="article:author" content="https://face.example/orne">', None),
        ('<a rel="author" href="/o">Lidia Orne</a>', "Lidia Orne"),
        ("", None),
    ],
)
def test_an_author_is_a_person(markup: str, author: str | None) -> None:
    assert (
        read(f"<!doctype html><html><body>{markup}<article>{BODY}</article></body></html>").author == author
    )


def test_a_byline_in_a_text_names_the_author() -> None:
    words = "Two shells fell on the mill of Sarr on Monday, residents said, and nobody was hurt."

    report = read(f"Shells hit the mill of Sarr\n\nBy Lidia Orne\n\n4 October 2019\n\n{words}")

    assert (report.title, report.author, str(report.published)) == (
        "Shells hit the mill of Sarr",
        "Lidia Orne",
        "2019-10-04",
    )
    assert report.text == words


def test_the_headline_in_a_dump_is_the_line_that_tells_what_the_report_tells() -> None:
    words = "Two shells fell on the mill of Sarr on Monday, residents said, and nobody was hurt."
    lines = (
        "Home",
        "Five maps that explain the lake war",
        "Facebook",
        "Shells hit mill of Sarr, nobody hurt",
        "Twitter",
        "A view of the upper lake",
        words,
    )

    assert read("\n\n".join(lines)).title == "Shells hit mill of Sarr, nobody hurt"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Local sources said that the shelling of the village killed two people.", "en"),
        ("قال ناشطون إن قصفا جويا استهدف بلدة في ريف المدينة الجنوبي", "ar"),
        ("В результате обстрела села погибли три человека, сообщили источники", "ru"),
        ("Унаслідок удару загинули троє людей, повідомили місцеві джерела", "uk"),
        ("Hava saldırısında üç kişi hayatını kaybetti, yerel kaynaklar bildirdi", "tr"),
        ("منابع محلی گفتند که در حمله هوایی سه نفر کشته شدند", "fa"),
        ("שלושה בני אדם נהרגו בתקיפה אווירית, כך דיווחו מקורות מקומיים", "he"),
        ("Trois personnes ont été tuées dans une frappe aérienne, selon des sources locales", "fr"),
        ("12 + 12 = 24", None),
        ("x", None),
        ("", None),
    ],
)
def test_the_language_of_a_text_is_told_or_nothing_is_said(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_the_language_of_a_page_is_asked_of_what_was_passed_in() -> None:
    page = f"<!doctype html><html lang='de-CH'><body><article>{BODY}</article></body></html>"

    assert read(page, language_of=lambda _: "eo").language == "eo"
    assert read(page, language_of=lambda _: None).language == "de"
