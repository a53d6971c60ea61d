"""Bytes of any encoding, and bytes of none."""

from __future__ import annotations

import gzip
import io
import random
import zipfile

import pytest

from dateline.domain.errors import NotText, PageEmpty
from dateline.reading import read
from dateline.reading.decoding import decode
from dateline.reading.sniffing import Form, form_of

ENGLISH = "The commander said “we held every post” – and that the army’s guns were silent all night."
FRENCH = "Trois personnes ont été tuées à l’aube dans une frappe aérienne, selon des élus de la région."
TURKISH = "Hava saldırısında üç kişi hayatını kaybetti, yerel kaynaklar şehrin batısında çatışma bildirdi."
RUSSIAN = "В результате обстрела села погибли три человека, сообщили местные источники в пятницу утром."
ARABIC = "قال ناشطون إن قصفا استهدف القرية صباح اليوم وأدى إلى مقتل ثلاثة أشخاص وإصابة خمسة آخرين."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
        (ARABIC, "utf-8"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_is_in_though_nothing_names_it(
    text: str, encoding: str
) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-9"?>', "cp1254"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=rot13>", "utf-8"),
        ("<meta charset=no-such-charset>", "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_its_head_names_if_that_can_be(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body>{FRENCH}</body></html>"

    assert decode(page.encode(encoding)) == page


def test_valid_utf8_is_believed_over_a_wrong_label() -> None:
    assert decode(ARABIC.encode(), charset="windows-1252") == ARABIC
    assert decode(f'<meta charset="iso-8859-1">{RUSSIAN}'.encode()).endswith(RUSSIAN)


def test_utf8_with_a_few_broken_bytes_is_read_and_shows_where_it_is_broken() -> None:
    body = bytearray(ENGLISH.encode() * 20)
    body[100] = 0xFF

    text = decode(bytes(body))

    assert text.count("�") == 1
    assert text.count("every post") == 20


def test_bytes_that_are_mostly_broken_are_no_text() -> None:
    random_bytes = random.Random(7).randbytes(4000)
    mostly_broken = b"".join(
        bytes((letter, 0x81 + letter % 30)) for letter in ENGLISH.encode("ascii", "ignore") * 30
    )

    for body in (random_bytes, mostly_broken + random_bytes):
        with pytest.raises(NotText):
            decode(body)


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", b"0" * 30_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (_zip_bomb(), "ZIP"),
        (gzip.compress(b"<html>" * 1000, mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "JPEG"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "program"),
        (b"MZ\x90\x00" + bytes(200), "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "office"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(100), "film"),
        (bytes(range(256)) * 40, "no text|zeros"),
        (b"report" + bytes(3000), "zeros"),
    ],
)
def test_what_is_no_text_is_refused_under_any_name(
    body: bytes, what: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = tmp_path_factory.mktemp("pages") / "page.html"
    page.write_bytes(body)

    with pytest.raises(NotText, match=what) as caught:
        read(page)

    assert caught.value.remedy


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \r\n\t ",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<html><body></body></html>",
        b"<p>&nbsp;</p><br><hr><p></p>",
    ],
)
def test_an_empty_page_says_so(body: bytes) -> None:
    with pytest.raises(PageEmpty) as caught:
        read(body)

    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<!DOCTYPE html><p>x", Form.HTML),
        ("  <!-- saved --> <html>", Form.HTML),
        ("<?xml version='1.0'?><html xmlns='x'>", Form.HTML),
        ("<div>a</div><p>b</p>", Form.HTML),
        ("They wrote <b>bold</b> words & 3 < 4", Form.TEXT),
        ("Range: 5 <p> 6", Form.TEXT),
        ("A plain report.", Form.TEXT),
    ],
)
def test_html_is_told_by_its_elements(text: str, form: Form) -> None:
    assert form_of(text) is form


@pytest.mark.timeout(10)
def test_a_page_that_opens_with_many_comments_is_told_at_once() -> None:
    assert form_of("<!-- a -->" * 1000 + "text") is Form.TEXT
    assert form_of("<!-- a -->\n" * 1000 + "<html>") is Form.HTML
