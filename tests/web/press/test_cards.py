"""Cards: the picture that stands for a page elsewhere says what the page says, in whatever letters."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from dateline.web.archive.models import Incident
from dateline.web.press.feeds import cards, lettering
from dateline.web.press.feeds.cards import HEIGHT, WIDTH, Card, draw, png_of
from dateline.web.press.feeds.lettering import Lettering, is_rtl
from tests.web.press.published import briefing, incidents, revision, series

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from tests.web.accounts import Person

_HAS_FONTS = (lettering.FONTS / "source-serif-4-latin-700.woff2").exists()
_CARD = Card(kicker="Coast report · 20 May 2018", headline="Two towns shelled")


def _drawn(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    assert picture.format == "PNG"
    assert picture.size == (WIDTH, HEIGHT)
    return picture.convert("RGB")


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_a_briefing_and_an_incident_have_cards_that_change_with_them(client: Client, person: Person) -> None:
    who = person()
    row = incidents(2)[0]
    issue = briefing(series(), [row], who)
    for path in ("/cards/briefings/coast/2018-05-20.png", f"/cards/incidents/{row.pk}.png"):
        answer = client.get(path)
        assert answer.headers["Content-Type"] == "image/png"
        _drawn(answer.content)
        known = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(path, headers=known).status_code == 304
    first = client.get("/cards/briefings/coast/2018-05-20.png")
    revision(issue, who, headline="One town shelled")
    then = client.get(
        "/cards/briefings/coast/2018-05-20.png", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert then.status_code == 200
    assert then.content != first.content
    Incident.objects.update(published_at=None)
    assert client.get(f"/cards/incidents/{row.pk}.png").status_code == 404
    assert client.get("/cards/briefings/coast/none.png").status_code == 404


def test_what_warns_of_an_incident_stands_on_its_card() -> None:
    plain = _drawn(draw(_CARD))
    warned = _drawn(
        draw(Card(kicker=_CARD.kicker, headline=_CARD.headline, warning="Accusation, not established"))
    )
    assert ImageChops.difference(plain, warned).getbbox()


@pytest.mark.parametrize(
    "headline",
    [
        "x",
        "Şırnak, İdlib and Marjśalām: “two – or three” towns",
        "Нью-Йорк: два города",
        "قصف بلدتين على الساحل (OSCE) في 2018",
        "Word" * 60,
        "Many words that go on and on " * 12,
        "\U0001f600 signs that no font has \u4e2d\u6587",
    ],
)
def test_no_headline_runs_out_of_its_card(headline: str) -> None:
    below = "And what stands below it, which may be long as well. " * 4
    picture = _drawn(
        draw(Card(kicker=headline, headline=headline, below=below, warning=headline, foot=(headline,)))
    )
    paper = Image.new("RGB", picture.size, picture.getpixel((2, 2)))
    box = ImageChops.difference(picture, paper).point(lambda value: 255 * (value > 40)).getbbox()
    assert box
    assert box[0] >= 60
    assert box[2] <= WIDTH - 60
    assert box[3] <= HEIGHT - 20


@pytest.mark.skipif(not _HAS_FONTS, reason="python -m frontend.fetch has fetched no fonts")
def test_letters_beyond_those_of_western_europe_come_from_fonts_that_have_them() -> None:
    letters = Lettering(40)
    without = letters._font_of("\U0010fffe")  # noqa: SLF001 -- the font that stands for "none has it"
    for sign in "aéßğışłāḥʿкЖابت":
        font = letters._font_of(sign)  # noqa: SLF001
        assert bytes(font.getmask(sign)) != bytes(font.getmask("\U0010fffe")), sign
    assert without is letters._font_of("a")  # noqa: SLF001


@pytest.mark.skipif(not _HAS_FONTS, reason="python -m frontend.fetch has fetched no fonts")
def test_arabic_begins_at_the_right_and_latin_words_in_it_keep_their_order() -> None:
    assert is_rtl("قصف (OSCE) 2018")
    assert not is_rtl("(OSCE) قصف")
    runs = [run.words for run in Lettering(40)._runs("قصف OSCE mission ثم")]  # noqa: SLF001
    assert [run.strip() for run in runs if run.strip()] == ["قصف", "OSCE mission", "ثم"]
    picture = _drawn(draw(Card(kicker="", headline="قصف")))
    paper = Image.new("RGB", picture.size, picture.getpixel((2, 2)))
    headline = ImageChops.difference(picture, paper).crop((0, 190, WIDTH, 500)).getbbox()
    assert headline
    assert headline[0] > WIDTH / 2


def test_without_fonts_of_our_own_cards_are_drawn_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lettering, "FONTS", tmp_path)
    lettering._fonts.cache_clear()  # noqa: SLF001
    try:
        _drawn(draw(_CARD))
    finally:
        lettering._fonts.cache_clear()  # noqa: SLF001


def test_a_card_is_drawn_once_and_kept_while_there_is_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn: list[Card] = []

    def draws(card: Card) -> bytes:
        drawn.append(card)
        return card.headline.encode()

    monkeypatch.setattr(cards, "draw", draws)
    monkeypatch.setattr(cards, "MOST", 20)
    some = [Card(kicker="", headline=str(number)) for number in range(30)]
    for card in some:
        assert png_of(card, tmp_path) == png_of(card, tmp_path) == card.headline.encode()
    assert drawn == some
    kept = list(tmp_path.iterdir())
    assert 0 < len(kept) <= 20
    assert all(path.suffix == ".png" for path in kept)


def test_a_disk_that_is_full_keeps_nobody_from_seeing_a_card(tmp_path: Path) -> None:
    (tmp_path / "cards").write_text("a file where the folder would be")
    assert png_of(_CARD, tmp_path / "cards") == draw(_CARD)
