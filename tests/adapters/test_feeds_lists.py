"""Lists of pages: tables and plain ones, with every fault told by its line."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.adapters.feeds import BadRow, Listed, lists, read_list
from dateline.domain.errors import ListUnreadable

DAY = date(2018, 11, 23)


def _read(body: str | bytes) -> list[Listed | BadRow]:
    return list(read_list(body.encode() if isinstance(body, str) else body, name="list.csv"))


def test_a_plain_list_has_an_address_a_line() -> None:
    assert _read("# The Mill\nhttps://mill.example/one\n\n  http://mill.example/two  \r\n") == [
        Listed(line=2, url="https://mill.example/one"),
        Listed(line=4, url="http://mill.example/two"),
    ]


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_table_names_its_columns_in_its_first_row(comma: str) -> None:
    rows = [
        ("Published", "URL", "Note", "Title", "Source"),
        ("2018-11-23", "https://mill.example/one", "seen", "Shells fall", "The Mill"),
        ("2018-11-23T10:00:00", "https://mill.example/two", "", "", ""),
    ]
    table = "\n".join(comma.join(row) for row in rows)
    assert _read(table) == [
        Listed(line=2, url="https://mill.example/one", title="Shells fall", source="The Mill", published=DAY),
        Listed(line=3, url="https://mill.example/two", published=DAY),
    ]


def test_a_text_may_run_over_lines_and_the_count_goes_on() -> None:
    table = (
        'url,text\nhttps://mill.example/one,"Two shells\nfell, ""they said""."\n,Only words\nno address,x\n'
    )
    assert _read(table) == [
        Listed(line=2, url="https://mill.example/one", text='Two shells\nfell, "they said".'),
        Listed(line=4, text="Only words"),
        BadRow(line=5, reason="'no address' is no address of a page"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("htp://mill.example/x,,", "'htp://mill.example/x' is no address of a page"),
        ("https://mill.example/x,23.11.2018,", "'23.11.2018' is no day; write it as 2018-11-23"),
        ("https://mill.example/x,2018-13-01,", "'2018-13-01' is no day; write it as 2018-11-23"),
        (",2018-11-23,", "it has neither an address nor a text"),
        ('"https://mill.example/x"y,,', "it is no row of a table"),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_does_not_stop_the_rest(row: str, reason: str) -> None:
    first, bad, last = _read(
        f"url,published,text\nhttps://mill.example/a,,\n{row}\nhttps://mill.example/b,,\n"
    )
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.reason[: len(reason)]) == (3, reason)
    assert [one.url for one in (first, last) if isinstance(one, Listed)] == [
        "https://mill.example/a", "https://mill.example/b",
    ]  # fmt: skip


def test_a_row_that_never_ends_is_told_by_the_line_on_which_it_begins() -> None:
    rows = _read('url,text\nhttps://mill.example/a,x\nhttps://mill.example/b,"torn\nand on\n')
    assert isinstance(rows[1], BadRow)
    assert rows[1].line == 3


@pytest.mark.parametrize(
    "body", ["\ufeffurl\nhttps://mill.example/é", "url\nhttps://mill.example/é".encode("utf-16")]
)
def test_a_list_is_read_in_the_encodings_that_spreadsheets_write(body: str | bytes) -> None:
    assert _read(body) == [Listed(line=2, url="https://mill.example/é")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"url\nhttps://mill.example/a\nhttps://mill.example/\xe9\n", r"not UTF-8 \(line 3\)"),
        (b"PK\x03\x04\x00\x00", "no text"),
        (b"url,link\na,b\n", "two columns for one thing"),
    ],
)
def test_what_is_no_list_is_told_with_what_to_do(body: bytes, says: str) -> None:
    with pytest.raises(ListUnreadable, match=says):
        _read(body)


@pytest.mark.parametrize("head", ["", "url\n"])
def test_a_list_that_is_too_long_is_refused(head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ROWS", 2)
    rows = head + "https://mill.example/a\n" * 2
    assert len(_read(rows)) == 2
    with pytest.raises(ListUnreadable, match="more than 2 rows"):
        _read(rows + "https://mill.example/c\n")
