"""Links that lead out of a handbook folder, and what is no file in it."""

import os
import socket
from pathlib import Path

import pytest

from rolebook.check import problems_of, sound_companies
from rolebook.load.folder import read_folder
from rolebook.load.links_out import leads_out, links_out_problems
from rolebook.model.problem import errors
from tests.conftest import spec, write_tree


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """Draw a small handbook folder beside something that is not its own."""
    write_tree(
        tmp_path / "elsewhere",
        {"secret.txt": "root:x:0:0", "logo.svg": "<svg/>", "a.yml": "name: A\nfacts: {}\n"},
    )
    return write_tree(
        tmp_path / "handbook",
        {
            "roles/qa/tester.md": spec("Tester", body="## Objectives\n\n- Test"),
            "companies/acme.yml": "name: Acme\nfacts: {}\n",
            "companies/beta.yml": "name: Beta\nfacts: {}\n",
            "docs/guide.md": "# Guide\n",
            "shared/deep/page.md": "# Shared\n",
            "overrides/partials/x.html": "x",
            ".git/config": "token",
            "site/acme/index.html": "built",
        },
    )


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("roles/qa/pw.png", "../../../elsewhere/secret.txt"),
        ("roles/qa/pw.png", "/etc/passwd"),
        ("roles/qa/other.md", "../../../elsewhere/secret.txt"),
        ("roles/more", "../../elsewhere"),
        ("docs/page.md", "../../elsewhere/secret.txt"),
        ("docs/files", "../../elsewhere"),
        ("docs/deep/x.css", "/etc/hostname"),
        ("overrides/partials/footer.html", "../../../elsewhere/secret.txt"),
        ("docs/config", "../.git/config"),
        ("docs/built", "../site/acme"),
        ("roles/qa/theirs.yml", "../../companies/acme.yml"),
        ("companies/facts.yml", "../../elsewhere/a.yml"),
    ],
)
def test_a_link_that_leads_out(handbook: Path, link: str, target: str) -> None:
    """Whatever it is and wherever it lies, it is named, and nothing is built."""
    (handbook / link).parent.mkdir(exist_ok=True)
    (handbook / link).symlink_to(target)
    found = problems_of(read_folder(handbook))
    message = f"{link}: is a link that leads out of the handbook; put the file itself here"
    assert message in map(str, errors(found))
    assert sound_companies(read_folder(handbook), ("acme", "beta"), found) == ()


def test_a_company_that_leads_out(handbook: Path) -> None:
    """The file of a company that is a link out of the folder keeps its own handbook from being built."""
    (handbook / "companies/zeta.yml").symlink_to("../../elsewhere/a.yml")
    content = read_folder(handbook)
    found = problems_of(content)
    assert "companies/zeta.yml: is a link that leads out" in str(errors(found)[-1])
    assert sound_companies(content, ("acme", "beta", "zeta"), found) == ("acme", "beta")


@pytest.mark.parametrize("key", ["logo", "favicon"])
def test_a_picture_that_leads_out(handbook: Path, key: str) -> None:
    """A picture of a company is below companies/ in truth, not by its name only."""
    (handbook / "companies/logo.svg").symlink_to("../../elsewhere/logo.svg")
    (handbook / "companies/acme.yml").write_text(f"name: Acme\nfacts: {{}}\nbrand: {{{key}: logo.svg}}\n")
    (found,) = (p for p in errors(problems_of(read_folder(handbook))) if p.line)
    assert f"brand.{key}: must be a path below companies/" in str(found)


def test_links_within_the_folder_are_followed(handbook: Path) -> None:
    """A file or folder may lie elsewhere in the handbook folder; a circle ends."""
    (handbook / "docs/shared").symlink_to("../shared/deep")
    (handbook / "docs/page.md").symlink_to("../shared/deep/page.md")
    (handbook / "docs/circle").symlink_to("..")
    (handbook / "roles/again").symlink_to("qa")
    assert [str(problem) for problem in links_out_problems(handbook)] == []
    assert not leads_out(handbook, handbook / "docs/shared/page.md")


def test_what_is_no_file(handbook: Path) -> None:
    """A pipe, a socket, a device and a link to nothing are named and left out; none is opened."""
    os.mkfifo(handbook / "docs/pipe.md")
    os.mkfifo(handbook / "companies/pipe.yml")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(handbook / "roles/qa/socket.md"))
    (handbook / "overrides/device").symlink_to("/dev/null")
    (handbook / "docs/gone.png").symlink_to("nothing.png")
    content = read_folder(handbook)
    told = [str(problem) for problem in content.problems]
    assert told == [
        "roles/qa/socket.md: warning: is a socket and no file; left out",
        "docs/gone.png: warning: is a link that leads nowhere; left out",
        "docs/pipe.md: warning: is a named pipe and no file; left out",
        "overrides/device: is a link that leads out of the handbook; put the file itself here",
        "companies/pipe.yml: warning: is a named pipe and no file; left out",
    ]
    assert [*content.companies] == ["acme", "beta"]


@pytest.mark.parametrize("folder", ["roles", "roles/qa", "companies", "docs", "overrides/partials"])
@pytest.mark.parametrize("name", [b"caf\xe9.md", b"caf\xe9.png", b"caf\xe9"])
def test_a_name_that_is_no_text(handbook: Path, folder: str, name: bytes) -> None:
    """It is told with its bytes, and nothing is built: no page can link to it."""
    file = handbook / folder / os.fsdecode(name)
    file.mkdir() if name.endswith(b"9") else file.write_text("# Tester")
    found = [*links_out_problems(handbook)]
    spelled = name.replace(b"\xe9", b"\\xe9").decode()
    message = f"{folder}/{spelled}: has a name that is not UTF-8, so it can have no address; rename it"
    assert list(map(str, errors(found))) == [message]
