"""Embedding: cards that stand in other people's pages, and oEmbed, by which these find them."""
