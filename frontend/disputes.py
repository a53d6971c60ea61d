"""Disputes: which lines of the map are drawn as disputed, and why. Natural Earth draws who holds the land.

No line of a map settles whose land it is. What stands here is drawn broken, so that nobody takes it for an
agreed border; that a line is not here does not say that all agree on it.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]  # west, south, east, north

TERRITORIES: Final[dict[str, str]] = {
    "Kosovo": "Serbia claims it, and about half of all states do not recognise it.",
    "N. Cyprus": "Only Turkey recognises it; the line is a cease-fire line.",
    "Palestine": "The lines are those of the armistice of 1949; no border was agreed.",
    "Siachen Glacier": "India and Pakistan both claim it.",
    "Somaliland": "It says that it is independent; Somalia claims it.",
    "W. Sahara": "Morocco and the Polisario Front both claim it.",
}
"""Lands whose every border is disputed, by Natural Earth's names."""

STRETCHES: Final[tuple[tuple[str, str, Box, str], ...]] = (
    (
        "Armenia",
        "Azerbaijan",
        (44.5, 38.7, 47.0, 41.4),
        "It was never marked out, and was fought over.",
    ),
    ("Bhutan", "China", (88.5, 26.5, 92.5, 28.6), "China claims land in the west and north of Bhutan."),
    ("China", "India", (77.0, 30.5, 81.1, 36.6), "Aksai Chin and beside it: a line of actual control."),
    (
        "China",
        "India",
        (91.5, 26.5, 97.6, 29.8),
        "Arunachal Pradesh, which China claims.",
    ),
    ("Egypt", "Sudan", (33.0, 21.5, 37.5, 23.3), "Halaib and Bir Tawil: two lines of 1899 and 1902."),
    ("Georgia", "Russia", (39.9, 42.3, 44.9, 43.7), "Abkhazia and South Ossetia, which Russia holds apart."),
    ("Guyana", "Venezuela", (-62.0, 0.5, -59.0, 8.8), "Venezuela claims the land west of the Essequibo."),
    ("India", "Pakistan", (73.0, 32.3, 77.9, 36.0), "Kashmir: a line of control, no border."),
    ("China", "Pakistan", (74.0, 34.9, 78.0, 37.3), "The Shaksgam valley, which India claims."),
    ("Israel", "Lebanon", (35.0, 33.0, 35.9, 33.5), "A line of withdrawal, no agreed border."),
    ("Israel", "Syria", (35.5, 32.6, 36.1, 33.5), "The Golan, which Israel holds and Syria claims."),
    ("North Korea", "South Korea", (124.0, 37.0, 129.0, 39.0), "An armistice line; no peace was made."),
    ("Russia", "Ukraine", (32.3, 45.0, 35.2, 46.4), "Crimea, which Russia holds and Ukraine claims."),
    ("S. Sudan", "Sudan", (27.0, 8.5, 34.0, 10.9), "Abyei, Kafia Kingi and other stretches are not settled."),
)
"""Stretches of borders between two countries, in the box that they lie in, and why they are disputed."""


def dispute(one: str, other: str, lon: float, lat: float) -> str:
    """Why the border between two lands is disputed at a point; nothing where it is not, by this table."""
    for land in (one, other):
        if land in TERRITORIES:
            return TERRITORIES[land]
    pair = tuple(sorted((one, other)))
    for first, second, (west, south, east, north), why in STRETCHES:
        if pair == (first, second) and west <= lon <= east and south <= lat <= north:
            return why
    return ""
