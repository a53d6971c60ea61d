"""Measuring: predictions for the scorers, speed, and a viewer of errors.

Each program is run as `python -m bench.NAME`, takes the paths of its input and output as
arguments and answers `--help`.
"""
