"""Screens: one incident, with its account table, and what may be the same."""
