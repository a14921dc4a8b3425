"""Extras: what is named once for users, and asked for by the command that lacks it."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from rolebook_cli.main import cli

REPOSITORY = Path(__file__).parents[1]
EXTRAS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
LACKING = [
    ("cluster", "rolebook_build.cluster.dask.find_spec", "build --scheduler tcp://127.0.0.1:1"),
    ("cluster", "rolebook_build.cluster.store.fsspec", "build --output s3://a/b"),
    ("forms", "rolebook.printing.fillable_fields.find_spec", "print initech --fillable"),
    ("properdocs", "rolebook_cli.engine.is_installed", "build --engine properdocs"),
    ("wiki", "rolebook_wiki.kinds.find_spec", "publish initech --to team"),
]
"""Extras, what finds them, and commands that need them."""


def test_each_extra_is_named_once_in_the_readme() -> None:
    """A user reads in one place what there is to install beside Rolebook itself."""
    named = re.findall(r"rolebook\[(\w+)\]", (REPOSITORY / "README.md").read_text("utf-8"))
    assert sorted(named) == sorted(EXTRAS)


def test_each_extra_has_a_command_that_asks_for_it() -> None:
    """None is left out below."""
    assert {extra for extra, _, _ in LACKING} == set(EXTRAS)


@pytest.mark.parametrize(("extra", "finder", "command"), LACKING, ids=[one for _, _, one in LACKING])
def test_a_command_that_lacks_its_extra(
    extra: str, finder: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends as wrong use, and says the line that installs what it lacks."""
    monkeypatch.setattr(finder, None if finder.endswith("fsspec") else lambda _: None)
    done = CliRunner().invoke(cli, ["-C", str(REPOSITORY), *command.split()])
    assert done.exit_code == 2
    assert f"pip install 'rolebook[{extra}]'" in done.output
