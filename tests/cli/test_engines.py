"""What makes the pages: MkDocs, or ProperDocs in its place, with the same bytes and the same words."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from rolebook.engines import choose
from rolebook.model.problem import BuildError
from tests.agreement.handbook import FOLDER
from tests.building.elsewhere import cluster
from tests.cli.conftest import Done, Folder
from tests.cli.previewing import Preview
from tests.conftest import write_tree

_GENERATOR = re.compile(rb'<meta name="generator" content="([^"]*)">')
_REPOSITORY = Path(__file__).parents[2]
_PROPERDOCS = "plugins: [rolebook: {engine: properdocs}, macros, search]\n"
_HOOKED: Mapping[str, str | bytes] = {
    "mkdocs.yml": "plugins: [tags]\nhooks: [hook.py]\n",
    "hook.py": "def on_post_page(html, **_):\n    return html.replace('Welcome', 'Hello')\n",
}


@pytest.fixture
def handbook(tmp_path: Path) -> Folder:
    """Draw a handbook folder that has a little of everything, whose companies are Acme and Globex."""
    return Folder(write_tree(tmp_path / "handbook", FOLDER))


def _files(site: Path) -> dict[str, bytes]:
    found = (file for file in site.rglob("*") if file.is_file() and file.name != ".rolebook.json")
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in found}


def _made_by(site: Path) -> set[str]:
    """Return what the pages of a site say that they were made by."""
    return {found.decode() for data in _files(site).values() for found in _GENERATOR.findall(data)}


def _nameless(site: Path) -> dict[str, bytes]:
    """Return every file of a site, without what pages were made by."""
    return {path: _GENERATOR.sub(b"", data) for path, data in _files(site).items()}


@pytest.mark.parametrize("more", [{}, _HOOKED], ids=["framed", "the long way"])
def test_pages_differ_in_the_name_of_the_engine_alone(
    handbook: Folder, more: Mapping[str, str | bytes]
) -> None:
    """A folder built by one engine, and then by the other with the same cache: no page is taken for another's."""
    write_tree(handbook.root, more)
    for engine in ("mkdocs", "properdocs"):
        done = handbook.run("build", "--engine", engine, "--output", engine)
        assert done.code == 0, done.err
    theirs, ours = handbook.root / "properdocs", handbook.root / "mkdocs"
    assert _nameless(theirs) == _nameless(ours)
    assert all(name.startswith("mkdocs-ProperDocs 1.") for name in _made_by(theirs))
    assert all(name.startswith("mkdocs-1.") for name in _made_by(ours))
    assert "Up to date" in handbook.run("build", "--output", "mkdocs").out
    assert "Built 2" in handbook.run("build", "--output", "mkdocs", "--engine", "properdocs").out
    assert _made_by(ours) == _made_by(theirs)


def test_a_configuration_names_its_engine(folder: Folder) -> None:
    """`properdocs.yml` counts, the engine that it names makes the pages, plain ProperDocs the same; an option wins."""
    folder.write(
        {
            "docs/guide.md": "# Guide of {{ company.name }}\n",
            "properdocs.yml": folder.run("config").out.replace(
                "- rolebook\n", "- rolebook: {engine: properdocs}\n"
            ),
        }
    )
    assert folder.run("build", "acme").code == 0
    assert all("ProperDocs" in name for name in _made_by(folder.root / "site"))
    plain = _plain(folder, "properdocs", "properdocs.yml")
    assert plain.code == 0, plain.err
    assert _files(folder.root / "plain") == _files(folder.root / "site/acme")
    refused = _plain(folder, "mkdocs", "properdocs.yml")
    assert refused.code == 1
    assert (
        "engine: properdocs is asked for, and MkDocs runs; run `properdocs build` or `rolebook build`"
        in refused.err
    )
    assert folder.run("build", "acme", "--engine", "mkdocs").code == 0
    assert not any("ProperDocs" in name for name in _made_by(folder.root / "site"))


def _plain(folder: Folder, engine: str, configuration: str) -> Done:
    """Run an engine's own command for Acme."""
    program = Path(sys.executable).parent / engine
    command: list[str | Path] = [program, "build", "--strict", "-f", configuration, "-d", "plain"]
    own = {"ROLEBOOK_COMPANY": "acme", "NO_MKDOCS_2_WARNING": "1"}
    inherited = {key: value for key, value in os.environ.items() if key != "ROLEBOOK_ENGINE"}
    done = subprocess.run(
        command, cwd=folder.root, check=False, capture_output=True, text=True, env=inherited | own
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_both_say_the_same_of_what_is_wrong(folder: Folder) -> None:
    """What an engine and what plugins warn of is told by check and build, at its place, whichever runs."""
    hook = "import logging\n\ndef on_pre_build(**_):\n    logging.getLogger('mkdocs.plugins.mine').warning('not so')\n"
    folder.write(
        {
            "mkdocs.yml": "hooks: [hook.py]\n",
            "hook.py": hook,
            "docs/x.md": "# X\n\n[a](nope.md), [b](how-to-use.md#nope)\n",
        }
    )
    for command in ("check", "build"):
        ours, theirs = (folder.run(command, "--engine", engine) for engine in ("mkdocs", "properdocs"))
        assert theirs == ours
        assert ours.code == 1
        assert "mkdocs.yml: not so" in ours.err
        assert 'docs/x.md:3: links to "nope.md"' in ours.err
        assert 'but "how-to-use.md" has no heading or anchor "nope"' in ours.err


def test_a_folder_has_one_configuration(folder: Folder) -> None:
    """Two of them, or one by a name that no engine reads, are refused; what is wrong in one is told by its name."""
    folder.write({"mkdocs.yml": "strict: true\n", "properdocs.yml": _PROPERDOCS})
    assert "properdocs.yml: is not read beside mkdocs.yml; keep one of the two" in folder.run("check").err
    (folder.root / "mkdocs.yml").unlink()
    folder.write({"properdocs.yml": "plugins: [rolebook: {engine: zola}]\nnav: [nope.md]\nsite_nmae: x\n"})
    said = folder.run("check").err
    assert "properdocs.yml:1: plugins.rolebook.engine" in said
    assert "properdocs.yml:3: unknown key" in said
    folder.write({"properdocs.yml": "plugins:\n  - rolebook: {engine: !ENV ENGINE}\n"})
    said = folder.run("check", ENGINE="properdocs").err
    assert said == "properdocs.yml:2: engine: is read before tags are; write mkdocs or properdocs\n"
    (folder.root / "properdocs.yml").rename(folder.root / "properdocs.yaml")
    assert "properdocs.yaml: is not read; rename it to properdocs.yml" in folder.run("check").err


def test_a_preview_is_made_by_the_engine_that_is_asked_for(folder: Folder, tmp_path: Path) -> None:
    """Pages one by one, and the search index of the process beside, which knows what was chosen."""
    running = Preview(folder, tmp_path / "log.txt", "--engine", "properdocs")
    try:
        running.wait_for('content="mkdocs-ProperDocs 1.', "roles/qa-engineer/")
        running.wait_for("Find what breaks at Acme", "search/search_index.json")
    finally:
        running.process.send_signal(signal.SIGTERM)
        running.process.wait()


def _run_without(package: str, folder: Folder, links: Path, *arguments: str) -> Done:
    """Run the command where all is installed that is here, but for a package."""
    links.mkdir()
    for place in Path(sys.prefix).glob("lib/python*/site-packages/*"):
        if place.name.partition("-")[0] != package:
            (links / place.name).symlink_to(place)
    paths = os.pathsep.join(map(str, (links, _REPOSITORY / "macros", _REPOSITORY / "scripts")))
    inherited = {key: value for key, value in os.environ.items() if key != "ROLEBOOK_ENGINE"}
    done = subprocess.run(
        [sys.executable, "-S", "-c", "from rolebook_cli.start import main; main()", *arguments],
        cwd=folder.root,
        check=False,
        capture_output=True,
        text=True,
        env=inherited | {"PYTHONPATH": paths},
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_where_mkdocs_is_missing(folder: Folder, tmp_path: Path) -> None:
    """ProperDocs takes its place, which is said, in every process of a build."""
    done = _run_without("mkdocs", folder, tmp_path / "installed", "build")
    assert done.code == 0, done.err
    assert done.err.splitlines() == ["MkDocs is not installed, so ProperDocs makes the pages"]
    assert all("ProperDocs" in name for name in _made_by(folder.root / "site"))


def test_where_the_engine_is_missing_that_is_asked_for(folder: Folder, tmp_path: Path) -> None:
    """It is said how to get it, at the line that asks for it; nothing is built by another."""
    asked = "build", "--engine", "properdocs"
    done = _run_without("properdocs", folder, tmp_path / "one", *asked)
    assert (done.code, done.out) == (2, "")
    assert "--engine properdocs: ProperDocs is not installed; pip install 'rolebook[properdocs]'" in done.err
    folder.write({"mkdocs.yml": _PROPERDOCS})
    done = _run_without("properdocs", folder, tmp_path / "two", "build")
    assert (done.code, done.out) == (1, "")
    assert (
        done.err == "mkdocs.yml:1: engine: ProperDocs is not installed; pip install 'rolebook[properdocs]'\n"
    )


def test_a_process_has_one_engine() -> None:
    """A process that has made pages by one, as a worker of a cluster may have, refuses to make some by another."""
    import mkdocs  # noqa: F401, PLC0415 - this process makes pages by MkDocs

    with pytest.raises(BuildError, match="makes pages with MkDocs, so it cannot with ProperDocs"):
        choose("properdocs")


def test_workers_of_a_cluster_take_the_engine_of_the_build(folder: Folder, tmp_path: Path) -> None:
    """A worker makes pages by what the build asks for; once it has, it says that it cannot by another."""
    with cluster(tmp_path, workers=1) as dask:
        build = "build", "--scheduler", dask.address
        done = folder.run(*build, "--engine", "properdocs")
        assert done.code == 0, done.err
        assert all("ProperDocs" in name for name in _made_by(folder.root / "site"))
        done = folder.run(*build, "--engine", "mkdocs")
    assert done.code == 1
    assert "makes pages with ProperDocs, so it cannot with MkDocs; start it anew" in done.err
