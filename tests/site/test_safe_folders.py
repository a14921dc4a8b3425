"""What lies in a handbook folder and is no file of its own does not stop a build, nor get into one."""

import os
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from rolebook.check import problems_of
from rolebook.engine.build import folder_additions
from rolebook.load.folder import read_folder
from rolebook.load.input_digests import input_files
from rolebook.model.problem import BuildError, errors
from tests.conftest import write_tree
from tests.site.conftest import COMPANY, SPEC
from tests.sites import edition, editions, plain_site


def test_pipes_and_dead_links_are_left_out(tmp_path: Path) -> None:
    """A named pipe in docs/, overrides/ or roles/ is not waited for; it is no file of the site."""
    handbook = write_tree(
        tmp_path / "handbook",
        {
            "roles/quality/qa-engineer.md": SPEC,
            "companies/acme.yml": COMPANY,
            "docs/guide.md": "# Guide\n",
            "docs/files/plan.csv": "a;b\n",
            "overrides/assets/own.css": "a {}",
            "shared/page.md": "# Shared\n",
        },
    )
    for place in (
        "docs/pipe",
        "docs/pipe.md",
        "docs/files/pipe.png",
        "overrides/assets/pipe.css",
        "roles/pipe.md",
    ):
        os.mkfifo(handbook / place)
    (handbook / "docs/gone.png").symlink_to("nothing.png")
    (handbook / "docs/shared").symlink_to("../shared")
    content = read_folder(handbook, folder_additions(handbook))
    assert errors(problems_of(content)) == ()
    site = edition(handbook, tmp_path / "site")
    names = {file.name for file in site.rglob("*")}
    assert {"plan.csv", "own.css", "guide"} <= names
    assert not [name for name in names if "pipe" in name or "gone" in name]
    assert (site / "shared/page/index.html").is_file()


def test_a_link_that_leads_out_is_not_published(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A build of a folder with a link that leads out is refused, by whatever way it is asked for."""
    handbook = write_tree(
        tmp_path / "handbook", {"roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY}
    )
    (handbook / "docs").mkdir()
    (handbook / "docs/passwd.txt").symlink_to("/etc/passwd")
    message = "docs/passwd.txt: is a link that leads out of the handbook"
    with pytest.raises(BuildError, match=re.escape(message)):
        edition(handbook, tmp_path / "site")
    with pytest.raises(Abort):
        plain_site(handbook, tmp_path / "plain")
    assert message in caplog.text


def test_a_link_to_a_whole_disk_is_not_followed(tmp_path: Path) -> None:
    """What lies behind a link that leads out may have no end; the link is told at once, wherever it is."""
    handbook = write_tree(
        tmp_path / "handbook", {"roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": COMPANY}
    )
    (handbook / "docs").mkdir()
    (handbook / "roles/self").symlink_to("/proc/self")
    (handbook / "docs/deep").symlink_to("../chain")
    (handbook / "chain").symlink_to("/proc")
    (handbook / "overrides").symlink_to("/")
    found = {problem.path for problem in errors(problems_of(read_folder(handbook)))}
    assert {"roles/self", "docs/deep", "overrides"} <= found
    assert {file.name for file in input_files(handbook)} == {"qa-engineer.md", "acme.yml"}


def test_files_of_roles_that_a_company_leaves_out(tmp_path: Path) -> None:
    """What only another company's roles link to is in its handbook alone."""
    spec = SPEC + "- ![Plan](plan.png)\n"
    handbook = write_tree(
        tmp_path / "handbook",
        {
            "roles/quality/qa-engineer.md": SPEC,
            "roles/secret/envoy.md": spec.replace("QA Engineer", "Envoy"),
            "companies/acme.yml": f"{COMPANY}roles: {{exclude: [envoy]}}\n",
            "companies/globex.yml": COMPANY.replace("Acme", "Globex"),
        },
    )
    (handbook / "roles/secret/plan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    editions(handbook, tmp_path, ["acme", "globex"])
    assert not (tmp_path / "acme/assets/roles/secret").exists()
    assert (tmp_path / "globex/assets/roles/secret/plan.png").is_file()
