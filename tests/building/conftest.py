"""Handbook folders that are built again and again, in this process."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from coverage import Coverage

from rolebook.load.files import company_ids
from rolebook_build.record import revisions_digest
from rolebook_cli.build import build
from rolebook_cli.report import Report
from tests.building.elsewhere import S3, s3_server
from tests.conftest import write_tree

SPEC = """\
# {title} Agent

## Identity
- **Title**: {title}
- **Reports To**: QA Lead

## Objectives
- {objective}
"""


def company(name: str, rest: str = "") -> str:
    """Return a company file."""
    return f"name: {name}\nfacts: {{COMPANY_NAME: {name}}}\n{rest}"


def qa_engineer(objective: str = "Find what breaks at {{COMPANY_NAME}}") -> str:
    """Return a spec."""
    return SPEC.format(title="QA Engineer", objective=objective)


@dataclass(frozen=True)
class Workshop:
    """A handbook folder and the folder its editions are built into."""

    root: Path
    output: Path

    def write(self, files: Mapping[str, str]) -> None:
        """Write files by their paths."""
        write_tree(self.root, files)

    def build(
        self, *companies: str, output: Path | str | None = None, scheduler: str = "", anew: bool = False
    ) -> bool:
        """Build companies, all where none is named; tell whether all went well."""
        revisions_digest.cache_clear()
        named = companies or company_ids(self.root)
        return build(self.root, named, output or self.output, Report(), scheduler, anew=anew)

    def editions(self, output: Path | None = None) -> dict[str, bytes]:
        """Return every file of every edition."""
        folder = output or self.output
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.glob("[!.]*/**/*"))
            if file.is_file()
        }

    def written(self) -> dict[str, int]:
        """Return when each edition was put in its place, and which folder it is."""
        return {path.name: path.stat().st_ino for path in self.output.glob("[!.]*/")}


@pytest.fixture
def untraced() -> Iterator[None]:
    """Let a test of very many builds run without the tracing that takes half of its time."""
    traced = Coverage.current()
    if traced:
        traced.stop()
    yield
    if traced:
        traced.start()


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Draw a folder with one role and two companies that share a shape."""
    drawn = Workshop(tmp_path / "handbook", tmp_path / "site")
    drawn.write(
        {
            "roles/quality/qa-engineer.md": qa_engineer(),
            "companies/acme.yml": company("Acme"),
            "companies/globex.yml": company("Globex"),
        }
    )
    return drawn


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """Give an S3 server, which this process and those that it starts find."""
    with s3_server(tmp_path_factory.mktemp("s3")) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        yield server
