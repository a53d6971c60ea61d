"""Incidents: the public page of one, and the pages of sources, actors and places."""
