"""Places by their names: one SQLite file, built from lists that packages carry and from our supplement.

load_gazetteer() -> SqliteGazetteer    the gazetteer of this installation, looked up on disk
default_path() -> Path                 where it lies

`build.build(out, ...)` makes one. It stands apart, for it needs lists of 240 MB that looking up does without.
"""

from dateline.adapters.gazetteer.database import SqliteGazetteer
from dateline.adapters.gazetteer.location import default_path, load_gazetteer

__all__ = ["SqliteGazetteer", "default_path", "load_gazetteer"]
