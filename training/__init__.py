"""From annotated reports to the weights that ship: `python -m training.train --help`."""
