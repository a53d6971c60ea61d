"""Phrases: fixed words of the core that screens show, named here so that they are translated with the rest.

The core speaks English; what it says in a closed list is looked up by its own words: `_(fact.label)`.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

PHRASES = (
    # what facts are called
    gettext_noop("killed"),
    gettext_noop("injured"),
    gettext_noop("captured"),
    gettext_noop("missing"),
    gettext_noop("displaced"),
    gettext_noop("damaged"),
    gettext_noop("who"),
    gettext_noop("whom"),
    gettext_noop("where"),
    gettext_noop("when"),
    gettext_noop("by what"),
    gettext_noop("what"),
    # what warns of a saying
    gettext_noop("a denial"),
    gettext_noop("an accusation, not established"),
    gettext_noop("not certain, by the source's own words"),
    # what a fact comes to
    gettext_noop("over independent origins:"),
    gettext_noop("moved:"),
    gettext_noop("accounts differ:"),
    gettext_noop("accounts differ (the higher was told later):"),
    gettext_noop("denied by"),
    gettext_noop("common ground:"),
    # kinds of sources
    gettext_noop("agency"),
    gettext_noop("outlet"),
    gettext_noop("local outlet"),
    gettext_noop("state media"),
    gettext_noop("party to the conflict"),
    gettext_noop("monitor"),
    gettext_noop("organisation"),
    gettext_noop("witnesses"),
    gettext_noop("of no known kind"),
)
"""All of them; a test holds them against the lists of the core."""
