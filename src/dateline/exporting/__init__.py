"""Codings out of the house: the public JSON, tables, maps and the page of a reading."""
