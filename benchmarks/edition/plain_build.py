"""A plain MkDocs build, with Material, of the pages that `write_pages.py` wrote."""

import sys
from pathlib import Path

from measure import measure
from mkdocs.commands.build import build
from mkdocs.config import load_config

plain = Path(sys.argv[2]) / "plain"
measure(lambda: build(load_config(str(plain / "mkdocs.yml"))), plain / "site")
