"""Screens: the registers of sources, actors and places, and the history of changes."""
