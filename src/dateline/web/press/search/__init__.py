"""Search: what readers look for."""
