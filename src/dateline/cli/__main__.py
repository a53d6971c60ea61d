"""The command line as a module: `python -m dateline.cli`, by which `dateline serve` starts its workers."""

from __future__ import annotations

from dateline.cli import main

if __name__ == "__main__":
    main()
