"""Real builds: the companies that ship, and small handbook folders drawn in a test."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import made_once
from tests.sites import edition, editions

REPOSITORY = Path(__file__).parents[2]
SHIPPED = ("cyan-and-sons", "initech", "nordlicht")

Build = Callable[..., Path]

SPEC = """\
# QA Engineer Agent

## Identity
- **Title**: QA Engineer
- **Reports To**: QA Lead

## Objectives
- Find what breaks at {{COMPANY_NAME}}
"""

COMPANY = """\
name: Acme
facts: {COMPANY_NAME: Acme}
"""


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Build every company that ships with Rolebook; return their sites."""
    return shipped_sites(tmp_path_factory)


def shipped_sites(factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the sites of the companies that ship, built once for all tests."""
    output = made_once(factory, "shipped", lambda output: editions(REPOSITORY, output, SHIPPED))
    return {company: output / company for company in SHIPPED}


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Draw a handbook folder with these files (a QA Engineer and Acme where none are given) and build it."""

    def build(files: Mapping[str, str] | None = None, company: str = "acme") -> Path:
        folder = tmp_path / "handbook"
        drawn = {"roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY} | dict(files or {})
        for name, text in drawn.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return edition(folder, tmp_path / "site", company)

    return build
