"""Newsroom: the screens on which briefings are composed, edited, approved and corrected."""
