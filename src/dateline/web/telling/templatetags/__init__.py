"""Filters that templates load which show what is told."""
