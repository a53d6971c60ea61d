"""PDF: text with its paragraphs, and files that hold none."""

from __future__ import annotations

import io
import textwrap
import zlib
from datetime import UTC, date, datetime

import pytest

from dateline.domain import ApartKind
from dateline.domain.errors import PageTooLarge, PdfDamaged, PdfWithoutText
from dateline.reading import read
from dateline.reading.pdf import MAX_SHEETS

ONE = (
    "Members of the Red Banner burned two fuel depots of the Valley Guard west of Tarvos on Thursday, "
    "sources close to the Guard said, and up to 10 guards were killed in the raid, which went on for an hour."
)
TWO = (
    "Officials in Ostrava accused the Hill Council of letting the raiders pass, which the Council denies; "
    "it calls for an inquiry by the lake states into who held the road that night and who was paid for it."
)
THREE = (
    "A convoy with flour reached the upper valley on Sunday, drivers said, after the brigade that holds the "
    "lower bridge had let it through; some 40 families had been cut off by the shelling since Thursday."
)
FOUR = (
    "Nobody has cleared the road to Sall, the district office said. A truck of the relief office hit a mine "
    "there on Saturday, and its driver is missing; two boys who herded goats beside the road were hurt."
)
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def _pdf(sheets: list[list[str]], **facts: str) -> bytes:
    """A PDF with these lines on its sheets, in Helvetica, and this document information."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in sheets:
        words = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T* " for line in lines)
        stream = zlib.compress(f"BT /F1 10 Tf 12 TL 50 780 Td {words}ET".encode("latin-1"))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(
        b"<< %b >>"
        % b" ".join(b"/%b (%b)" % (name.encode(), value.encode()) for name, value in facts.items())
    )
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(objects), start)
    )
    return out.getvalue()


def _sheet(number: int, *paragraphs: str) -> list[str]:
    lines = [line for one in paragraphs for line in textwrap.wrap(one, 80)]
    return ["Lake Monitor - Report 12", *lines, f"Page {number} of 4"]


def test_a_pdf_gives_its_paragraphs_without_running_heads_and_page_numbers() -> None:
    whole = [ONE, TWO, THREE, FOUR]
    sheets = [_sheet(number, one) for number, one in enumerate(whole, start=1)]

    report = read(
        _pdf(sheets, Title="Fire on the lake road", Author="Lidia Orne", CreationDate="D:20191004120000Z"),
        now=lambda: NOW,
    )

    assert report.text.split("\n\n") == whole
    assert (report.title, report.author, report.published) == (
        "Fire on the lake road",
        "Lidia Orne",
        date(2019, 10, 4),
    )
    assert [(one.kind, one.text) for one in report.set_apart] == [
        (ApartKind.NAVIGATION, "Lake Monitor - Report 12\n\nPage 1 of 4")
    ]


def test_a_paragraph_goes_on_over_the_edge_of_a_sheet() -> None:
    words = textwrap.wrap(f"{ONE} {TWO}", 80)

    report = read(_pdf([words[:3], words[3:]]))

    assert report.text == f"{ONE} {TWO}"


def test_the_day_of_printing_is_not_the_day_of_the_report() -> None:
    printed = _pdf([textwrap.wrap(ONE, 80)], CreationDate="D:20260102090000Z", Title="print.docx")

    report = read(printed, now=lambda: NOW)

    assert report.published is None
    assert report.title is None


def test_a_scan_says_that_it_holds_no_text() -> None:
    with pytest.raises(PdfWithoutText, match="OCR"):
        read(_pdf([[], []]))


def test_a_damaged_pdf_says_so() -> None:
    whole = _pdf([textwrap.wrap(ONE, 80)])

    for broken in (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<", whole[:60], b"%PDF-1.4\n" + bytes(range(256)) * 9):
        with pytest.raises((PdfDamaged, PdfWithoutText)) as caught:
            read(broken)
        assert caught.value.remedy


def test_a_locked_pdf_says_so() -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf([textwrap.wrap(ONE, 80)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)

    with pytest.raises(PdfDamaged, match="password"):
        read(locked.getvalue())


def test_a_pdf_of_too_many_sheets_is_too_large() -> None:
    with pytest.raises(PageTooLarge, match=str(MAX_SHEETS)):
        read(_pdf([["x"]] * (MAX_SHEETS + 1)))
