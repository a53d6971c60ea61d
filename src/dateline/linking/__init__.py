"""Codings to incidents: agreement, contradiction and copies. Empty until incidents are linked."""
