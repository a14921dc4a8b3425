"""`rolebook publish` as an operator runs it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import SPEC, Done, Folder
from tests.wiki.mediawiki_server import BOT, BOT_PASSWORD, MediaWikiServer

SECRETS = {"ROLEBOOK_WIKI_USER": BOT, "ROLEBOOK_WIKI_PASSWORD": BOT_PASSWORD}


@pytest.fixture
def handbook_folder(tmp_path: Path, server: MediaWikiServer) -> Folder:
    """Draw a handbook folder whose company has a wiki."""
    folder = Folder(tmp_path / "handbook")
    folder.write(
        {
            "roles/quality/qa-engineer.md": SPEC,
            "companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme}\n"
            f"wiki: {{intranet: {{kind: mediawiki, url: {server.url}, root: People/Handbook}}}}\n",
        }
    )
    return folder


def publish(folder: Folder, *options: str) -> Done:
    """Run the command."""
    return folder.run("publish", "acme", "--to", "intranet", *options, **SECRETS)


def lines(done: Done) -> Iterator[str]:
    """Yield what the command printed, spaces aside."""
    yield from (" ".join(line.split()) for line in done.out.splitlines())


def test_from_nothing_to_a_conflict(handbook_folder: Folder, server: MediaWikiServer) -> None:
    """Shown first, then written, then unchanged; a person's edit is shown and waits: 0, 0, 0, 3, 0."""
    page = "People/Handbook/QA Engineer"
    dry = publish(handbook_folder, "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert f"create {page}" in lines(dry)
    assert list(lines(dry))[-1] == "nothing was written"
    assert any(line.endswith(" to create") for line in lines(dry))
    assert page not in server.texts()
    first = publish(handbook_folder)
    assert (first.code, first.err) == (0, "")
    assert page in server.texts()
    before = server.revisions()
    again = publish(handbook_folder, "--json")
    assert again.code == 0
    told = json.loads(again.out)
    assert {action["kind"] for action in told["actions"]} == {"unchanged"}
    assert (told["done"], told["conflicts"], told["in_sync"]) == ([], [], True)
    assert server.revisions() == before

    server.person().pages[page].edit("A person's words", "mine")
    handbook_folder.write({"roles/quality/qa-engineer.md": SPEC.replace("Find", "Seek")})
    stopped = publish(handbook_folder, "--diff")
    assert stopped.code == 3
    assert f"conflict {page}: a person edited it since it was published" in lines(stopped)
    assert "-A person's words" in lines(stopped)
    assert "+* Seek what breaks at Acme" in lines(stopped)
    assert "nothing was written" in lines(stopped)
    assert "1 page waits for a decision" in stopped.err
    overwritten = publish(handbook_folder, "--on-conflict", "overwrite")
    assert overwritten.code == 0
    assert any("a person's version stays in the history as revision" in line for line in lines(overwritten))
    assert "Seek" in server.texts()[page]


def test_what_left_and_what_is_somebody_elses(handbook_folder: Folder, server: MediaWikiServer) -> None:
    """The way out is named: an option for what is stale, another title for what is not ours."""
    assert publish(handbook_folder).code == 0
    lead = "People/Handbook/QA Lead"
    server.person().pages[lead].edit("Ours since 2009", "mine")
    spec = SPEC.replace("QA Engineer", "QA Lead")
    handbook_folder.write({"roles/quality/qa-lead.md": spec})
    (handbook_folder.root / "roles/quality/qa-engineer.md").unlink()
    done = publish(handbook_folder, "--on-conflict", "overwrite")
    assert done.code == 3
    assert "stale is what the handbook no longer has; --prune takes it out" in lines(done)
    assert "never touched: rename one of the two" in done.err
    assert server.texts()[lead] == "Ours since 2009"


def test_problems(handbook_folder: Folder, server: MediaWikiServer) -> None:
    """A secret that is missing or wrong, a wiki that is away, problems in the content: 1, and what to do."""
    missing = handbook_folder.run("publish", "acme", "--to", "intranet")
    assert missing.code == 1
    assert "set ROLEBOOK_WIKI_USER in the environment" in missing.err
    wrong = handbook_folder.run(
        "publish", "acme", "--to", "intranet", **SECRETS | {"ROLEBOOK_WIKI_PASSWORD": "no"}
    )
    assert wrong.code == 1
    assert "check ROLEBOOK_WIKI_USER and ROLEBOOK_WIKI_PASSWORD" in wrong.err
    unknown = handbook_folder.run("publish", "acme", "--to", "extranet", **SECRETS)
    assert unknown.code == 2
    assert 'acme has no wiki "extranet" (there are: intranet)' in unknown.err
    handbook_folder.write({"roles/quality/qa-engineer.md": SPEC.replace("COMPANY", "CITY")})
    content = publish(handbook_folder)
    assert content.code == 1
    assert "not published because of the problems above" in content.err
    assert not [title for title in server.texts() if title.startswith("People")]


def test_what_is_another_companys(handbook_folder: Folder, server: MediaWikiServer) -> None:
    """What a build refuses, because it names another company, is not published either."""
    handbook_folder.write(
        {
            "companies/globex.yml": "name: Globex\nfacts: {COMPANY_NAME: Globex}\n",
            "roles/quality/qa-engineer.md": SPEC.replace("Find", "Like Globex, find"),
        }
    )
    done = publish(handbook_folder)
    assert done.code == 1
    assert "acme was not published:" in done.err
    assert 'says "Globex", COMPANY_NAME of globex' in done.err
    assert not [title for title in server.texts() if title.startswith("People")]
