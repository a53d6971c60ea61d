"""Places told by characters, and places told by the count of words."""

from __future__ import annotations

import pytest

from bench.event_location import place_spans


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("They met in Kafr Amsa.", (12, 21), "Kafr Amsa"),
        ("They met in Kafr Amsa.", (3, 4), "Kafr Amsa"),
        ("They met in Marj.", (3, 3), "Marj"),
        ("They met in Marj.", (4, 4), "."),
        ("  They met in Marj.\n", (4, 4), "Marj"),
        ("They met.  They left Marj.", (6, 6), "Marj"),
        ("They met.\nThey left Marj.", (6, 6), "Marj"),
        ("U.S.-led troops met Gen. Salam's men in Marj.", (10, 10), "Marj"),
        ("The 101st shot a B-52 in half -- near Marj.", (9, 9), "Marj"),
        ("On 03/10/2007 some 1,200 left Kafr-Amsa.", (5, 7), "Kafr-Amsa"),
        ("``We didn't go,'' said John S. Doe of Marj.", (12, 12), "Marj"),
        ("They met in Marj.", (9, 9), None),
        ("They met in Marj.", (12, 40), None),
        ("They met in Marj.", (-2, 3), None),
    ],
)
def test_a_place_is_read_by_characters_where_these_make_words_and_else_by_words(
    text: str, place: tuple[int, int], words: str | None
) -> None:
    assert [span.of(text) for span in place_spans(text, [place])] == ([words] if words else [])
