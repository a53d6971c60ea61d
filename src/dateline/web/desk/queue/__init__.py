"""Screens: the queue of events and incidents, search, and exports of what is listed."""
