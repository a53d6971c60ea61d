"""Screens: handing reports in, and what failed on the way."""
