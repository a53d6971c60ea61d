"""Static files under names that hold their hash: browsers keep them for ever and never show an old one."""

from __future__ import annotations

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedOnceCollected(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # ships no types
    """Hashed names where files were collected, as `dateline serve` does at its start; plain ones before that.

    So tests and Django's own server need no collecting, and what is served in earnest always has it.
    """

    def url(self, name: str | None, force: bool = False) -> str:  # noqa: FBT001, FBT002 -- Django's own signature
        """The address of a file."""
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        hashed: str = super().url(name, force)
        return hashed
