"""Feeds: RSS, Atom, JSON Feed, sitemaps, and what search engines and other sites read of a page."""
