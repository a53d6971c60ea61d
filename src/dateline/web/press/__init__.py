"""The press: what readers see, and what editors do to it."""
