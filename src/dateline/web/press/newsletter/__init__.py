"""Newsletter: series by e-mail."""
