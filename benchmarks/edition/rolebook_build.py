"""One edition as `rolebook build` makes it: specs read, handbook assembled, site built and stamped."""

import sys
from pathlib import Path

from measure import measure

from rolebook_cli.building.build import build
from rolebook_cli.report import Report

folder, scratch = Path(sys.argv[1]), Path(sys.argv[2])
measure(lambda: build(folder, ["benchmark"], scratch / "site", Report()), scratch / "site" / "benchmark")
