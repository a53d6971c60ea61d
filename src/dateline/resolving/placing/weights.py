"""How much each mark counts. What each means: marks.py; how they are fitted: bench/fit_places.py."""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    "spelling": 8.04,
    "as_written": 1.65,
    "own_name": 2.2,
    "population": 8.05,
    "size": 4.92,
    "country": 3.74,
    "admin1": 2.57,
    "admin2": -0.12,
    "region": 1.55,
    "ground": 2.5,
    "asked": 2.11,
    "asked_by_name": 0.66,
    "people": 4.0,
    "home": 1.0,
    "stated": 4.0,
    "loose": 2.29,
    "close": 2.0,
    "holding": 0.38,
    "same_country": 3.13,
    "same_admin1": 1.88,
    "peoples": 0.62,
    "within_50": 2.57,
    "within_300": 3.68,
    "nearest": 0.91,
    "in_named": 1.1,
    "in_district": 1.84,
    "holds_named": 0.93,
}
