"""Building and measuring the reader (needs the extra `train`): `python -m sayso.train --help`."""
