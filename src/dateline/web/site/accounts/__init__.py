"""Accounts: who people are, how they prove it, what they may do, and the log of both."""
