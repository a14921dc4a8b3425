"""`rolebook check`: every problem, without building."""

from pathlib import Path

from tests.cli.conftest import Folder
from tests.site.conftest import REPOSITORY


def test_a_sound_folder(folder: Folder) -> None:
    """A folder without problems says so, and what it holds."""
    done = folder.run("check", "--strict")
    assert done.code == 0, done.err
    assert done.out == "1 role, 2 companies: no problems\n"
    assert not (folder.root / "site").exists()


def test_what_ships_is_sound(tmp_path: Path) -> None:
    """The roles, companies and pages that ship with Rolebook pass the strict check."""
    done = Folder(tmp_path).run("-C", str(REPOSITORY), "check", "--strict")
    assert done.code == 0, done.err


def test_errors_and_warnings(folder: Folder) -> None:
    """Errors fail the check; warnings fail it only when strict; a README is merely named."""
    folder.write({"roles/README.md": "# How we write roles\n"})
    notice = folder.run("check", "--strict")
    assert notice.code == 0
    assert (
        "roles/README.md: notice: left out: a file called README.md is about its folder, never a role; rename it if it is one"
        in notice.err
    )
    folder.write({"companies/facts.yml": "COMPANY_NAME:\nPLATFORM: {default: x}\n"})
    warned = folder.run("check")
    assert warned.code == 0
    assert "companies/facts.yml:2: warning: PLATFORM is declared but used nowhere" in warned.err
    assert folder.run("check", "--strict").code == 1
    folder.write({"companies/acme.yml": "name: Acme\nfacts: {}\n"})
    failed = folder.run("check")
    assert failed.code == 1
    assert "roles/quality/qa-engineer.md:4: {{COMPANY_NAME}} has no value for acme" in failed.err
    assert failed.out.endswith("1 error, 1 warning, 1 notice\n")


def test_advice_fails_nothing(folder: Folder) -> None:
    """What could be better is a notice: it is told at its line, and passes the strict check."""
    reviewed = "---\nreviewed: 2999-12-31\n---\n# QA Lead\n\n## Objectives\n- Be there\n"
    folder.write({"roles/quality/qa-lead.md": reviewed})
    done = folder.run("check", "--strict")
    assert done.code == 0, done.err
    assert "roles/quality/qa-lead.md:2: notice: `reviewed: 2999-12-31` lies in the future" in done.err
    assert done.out == "2 roles, 2 companies: 1 notice\n"


def test_help(folder: Folder) -> None:
    """Each command explains itself."""
    for arguments in (("--help",), ("build", "--help"), ("serve", "-h"), ("check", "--help")):
        done = folder.run(*arguments)
        assert done.code == 0
        assert "Usage: rolebook" in done.out
    assert folder.run("--version").out.startswith("rolebook, version ")
