"""Sites of handbook folders, made as users make them: by `rolebook build`, or by MkDocs alone."""

from collections.abc import Iterable, Sequence
from contextlib import chdir
from pathlib import Path

from mkdocs.commands.build import build

from rolebook.engine.build import plugin_of, site_configuration
from rolebook.model.problem import BuildError, Problem, errors
from rolebook_build.build import bring_up_to_date
from rolebook_build.outputs import Folder
from rolebook_cli.report import Report


class _Heard(Report):
    """Notes what is wrong, where the command would print it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Problem | str] = []

    def problems(self, found: Iterable[Problem]) -> None:
        """Note problems that keep a company from being built."""
        self.said += errors(found)

    def failure(self, message: str) -> None:
        """Note why something did not work."""
        self.said.append(message)


def edition(folder: Path, output: Path, company: str = "acme") -> Path:
    """Make a company's edition as `rolebook build` does, and return its folder.

    Raises `BuildError` with all that is wrong, where there can be none.
    """
    editions(folder, output, [company])
    return output / company


def editions(folder: Path, output: Path, companies: Sequence[str]) -> None:
    """Make the editions of companies, each below the company's name."""
    report = _Heard()
    outcome = bring_up_to_date(folder, companies, Folder(output), report)
    if not outcome.is_good:
        raise BuildError(*report.said, *dict.fromkeys(outcome.failures.values()))


def plain_site(folder: Path, target: Path, company: str = "acme", preview: str = "") -> Path:
    """Make a company's site by MkDocs' own build, which keeps nothing from one to the next; return its folder.

    With an address, it is what `mkdocs serve` builds to be shown there.
    """
    given = {"site_url": preview} if preview else {}
    config = site_configuration(folder, site_dir=str(target.absolute()), strict=True, **given)
    plugin_of(config).config.company = company
    with chdir(folder):
        config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    return target
