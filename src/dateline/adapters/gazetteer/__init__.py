"""Places by their names: one SQLite file, built from lists that packages carry and from our supplement.

load_gazetteer() -> SqliteGazetteer    the gazetteer of this installation, looked up on disk
build(out, ...) -> Built               build one
default_path() -> Path                 where it lies
"""

from dateline.adapters.gazetteer.build import Built, build
from dateline.adapters.gazetteer.database import SqliteGazetteer
from dateline.adapters.gazetteer.location import default_path, load_gazetteer

__all__ = ["Built", "SqliteGazetteer", "build", "default_path", "load_gazetteer"]
