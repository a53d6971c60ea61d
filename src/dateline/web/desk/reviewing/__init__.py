"""Screens: the screen on which a report and its events are reviewed, and how reviewers agree."""
