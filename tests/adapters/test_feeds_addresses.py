"""By what address a page is known: what is one page, and what must not be taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.adapters.feeds import canonical, declared, host_of, site_of
from dateline.domain.errors import AddressForbidden

ONE_PAGE = [
    ("http://mill.example/story", "https://mill.example/story"),
    ("HTTPS://Mill.Example/story", "https://mill.example/story"),
    ("https://mill.example:443/story", "https://mill.example/story"),
    ("http://mill.example:80/story", "https://mill.example/story"),
    ("https://mill.example:8443/story", "https://mill.example:8443/story"),
    ("https://mill.example./story", "https://mill.example/story"),
    ("https://reader:secret@mill.example/story", "https://mill.example/story"),
    ("https://mill.example", "https://mill.example/"),
    ("https://mill.example/?", "https://mill.example/"),
    ("https://mill.example/story/", "https://mill.example/story"),
    ("https://mill.example/a/./b/../story", "https://mill.example/a/story"),
    ("https://mill.example/story#comments", "https://mill.example/story"),
    ("https://mill.example/#!/story/5", "https://mill.example/#!/story/5"),
    ("https://mill.example/%7ereporter/st%6fry", "https://mill.example/~reporter/story"),
    ("https://mill.example/%e2%82%ac", "https://mill.example/%E2%82%AC"),
    (
        "https://mill.example/мельница",
        "https://mill.example/%D0%BC%D0%B5%D0%BB%D1%8C%D0%BD%D0%B8%D1%86%D0%B0",
    ),
    ("https://mühle.example/a b", "https://xn--mhle-0ra.example/a%20b"),
    ("  https://mill.example/st\nory ", "https://mill.example/story"),
    ("https://mill.example/100%", "https://mill.example/100%25"),
    ("https://mill.example/story?utm_source=x&utm_medium=y&UTM_Campaign=z", "https://mill.example/story"),
    ("https://mill.example/story?fbclid=abc&gclid=d&at_medium=e&ns_mchannel=f", "https://mill.example/story"),
    ("https://mill.example/story?b=2&fbclid=abc&a=1", "https://mill.example/story?a=1&b=2"),
    ("https://mill.example/?p=12&print", "https://mill.example/?p=12&print"),
    ("https://[2001:db8::1]:443/story", "https://[2001:db8::1]/story"),
]


@pytest.mark.parametrize(("written", "known"), ONE_PAGE)
def test_however_an_address_is_written_it_is_known_by_one(written: str, known: str) -> None:
    assert canonical(written) == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://mill.example/story?id=1", "https://mill.example/story?id=2"),
        ("https://mill.example/story?cid=1", "https://mill.example/story?cid=2"),
        ("https://mill.example/?p=1", "https://mill.example/"),
        ("https://mill.example/story?ref=a", "https://mill.example/story"),
        ("https://mill.example/story?source=wire", "https://mill.example/story"),
        ("https://mill.example/Story", "https://mill.example/story"),
        ("https://mill.example/a%2Fb", "https://mill.example/a/b"),
        ("https://mill.example/story?x=1%262", "https://mill.example/story?x=1&2"),
        ("https://mill.example/story?x", "https://mill.example/story?x="),
        ("https://news.mill.example/story", "https://mill.example/story"),
        ("https://mill.example/story", "https://mill.example:8080/story"),
    ],
)
def test_what_may_be_two_pages_is_not_made_one(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "nonsense",
    [
        "", "mill.example/story", "ftp://mill.example/story", "javascript:alert(1)", "https://", "https:///story",
        "https://mi ll.example/", "https://mill..example/", "https://mill.example:99999/", "https://[::1/story",
        "https://mill.example/" + "a" * 2000, "https://m%20ll.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(nonsense: str) -> None:
    with pytest.raises(AddressForbidden):
        canonical(nonsense)


@given(
    path=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    query=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
def test_the_canonical_address_is_its_own_canonical_address(path: str, query: str) -> None:
    known = canonical(f"https://mill.example/{path}?{query}")
    assert canonical(known) == known
    assert known.isascii()


@pytest.mark.parametrize(
    ("address", "host", "site"),
    [
        ("https://www.mill.example/x", "www.mill.example", "mill.example"),
        ("https://m.mill.example/x", "m.mill.example", "mill.example"),
        ("https://m.example/x", "m.example", "m.example"),
        ("https://news.mill.example/x", "news.mill.example", "news.mill.example"),
        ("no address", "", ""),
    ],
)
def test_a_site_is_its_host_without_its_doors(address: str, host: str, site: str) -> None:
    assert (host_of(address), site_of(address)) == (host, site)


def _page(link: str) -> bytes:
    return (
        f"<html><head><title>Mill</title><link rel=stylesheet href=/a.css>{link}</head>"
        "<body><p>Words.<link rel=canonical href=https://mill.example/in-the-body></p></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("link", "fetched", "known"),
    [
        ("/story", "https://mill.example/story?share=mail", "https://mill.example/story"),
        ("https://www.mill.example/story", "https://m.mill.example/story", "https://www.mill.example/story"),
        ("/story", "https://mill.example/story/amp", "https://mill.example/story"),
        ("/story?id=5", "https://mill.example/show.php?id=5", "https://mill.example/story?id=5"),
        ("https://other.example/story", "https://mill.example/story", None),
        ("/", "https://mill.example/story", None),
        ("/news", "https://mill.example/news/story", None),
        ("/show.php", "https://mill.example/show.php?id=5", None),
        ("javascript:void(0)", "https://mill.example/story", None),
        ("http://[", "https://mill.example/story", None),
        ("", "https://mill.example/story", None),
    ],
)
def test_a_page_is_believed_on_its_address_unless_it_would_swallow_others(
    link: str, fetched: str, known: str | None
) -> None:
    assert declared(_page(f'<link rel="Canonical" href="{link}">'), fetched) == known


def test_a_page_that_names_no_address_in_its_head_has_none() -> None:
    assert declared(_page(""), "https://mill.example/story") is None
    assert declared(b"%PDF-1.4 \x00\xff", "https://mill.example/story.pdf") is None
    assert declared(b"", "https://mill.example/story") is None
