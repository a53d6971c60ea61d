"""Told: rows of the archive and the press as answers have them; fixed numbers of queries for however many."""
