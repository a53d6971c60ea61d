"""Telling: a report and an incident as screens show them, at the desk and in the press alike."""
