"""The API: what readers see, as JSON, GeoJSON and CSV, and as cards in other people's pages."""
