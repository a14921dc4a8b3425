"""`rolebook publish` to Confluence, as an operator runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rolebook_wiki.confluence.server import ConfluenceServer
from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.wiki import WikiError
from tests.conftest import write_tree
from tests.wiki.confluence.conftest import COMPANY, ROLE, Publisher, without
from tests.wiki.confluence.server import Stub

ROLEBOOK = str(Path(sys.executable).parent / "rolebook")


def test_the_command_publishes_and_says_what_waits(stub: Stub, tmp_path: Path) -> None:
    """Exit code 0 where the wiki holds the handbook, 3 where a person must decide, 1 where it is not there."""
    company = (
        "name: Acme\nfacts: {COMPANY_NAME: Acme}\n"
        f"wiki: {{intranet: {{kind: confluence, url: '{stub.url}', space: HR, root: Roles of Acme}}}}\n"
    )
    folder = write_tree(tmp_path, {"roles/quality/qa.md": ROLE, f"companies/{COMPANY}.yml": company})

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [ROLEBOOK, "publish", COMPANY, "--to", "intranet", *options]
        return subprocess.run(
            command, cwd=folder, check=False, capture_output=True, text=True, env=os.environ
        )

    first = run()
    assert (first.returncode, first.stderr) == (0, "")
    assert "create  QA Engineer: Career ladder" in first.stdout
    assert "Roles of Acme" in stub.wiki.titles
    stub.wiki.person_edits("QA Engineer", "Say it", "Sing it")
    edited = run("--diff")
    assert edited.returncode == 3
    assert "QA Engineer: a person edited it since it was published" in edited.stdout
    assert "Sing it kindly" in edited.stdout
    stub.fault = lambda _request: "401"
    refused = run()
    assert refused.returncode == 1
    assert "ROLEBOOK_WIKI_TOKEN" in refused.stderr


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("https://acme.atlassian.net", "https://acme.atlassian.net/wiki/rest/api"),
        ("https://acme.atlassian.net/wiki/", "https://acme.atlassian.net/wiki/rest/api"),
        ("https://wiki.acme.example/confluence/", "https://wiki.acme.example/confluence/rest/api"),
    ],
)
@pytest.mark.usefixtures("stub")
def test_the_address_is_that_which_people_know(url: str, api: str) -> None:
    """The API lies below the address of the wiki, in Cloud below `/wiki`."""
    assert ConfluenceServer(url)._api == api


def test_cloud_needs_an_address_beside_its_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token of Cloud is good for nothing without the account it belongs to."""
    monkeypatch.delenv("ROLEBOOK_WIKI_USER", raising=False)
    monkeypatch.setenv("ROLEBOOK_WIKI_TOKEN", "t")
    with pytest.raises(WikiError, match="ROLEBOOK_WIKI_USER"):
        ConfluenceServer("https://acme.atlassian.net")


def test_a_long_list_of_pages_is_written_down_in_parts(
    publish_to: Publisher, stub: Stub, few: WikiHandbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A property holds 32 KB; what is no longer needed of many goes away."""
    monkeypatch.setattr("rolebook_wiki.confluence.published._PART_SIZE", 60)
    publish_to(few)
    home = stub.wiki.pages["100"]
    parts = len(home.properties)
    assert parts > 2
    stub.wiki.person_deletes("QA Engineer: Career ladder")
    assert publish_to(few).conflicts
    publish_to(without(few, "ladders/qa-engineer", "roles/lead", "roles"), prune=True)
    assert len(home.properties) < parts


def test_an_answer_that_is_no_api_is_said(
    publish_to: Publisher, few: WikiHandbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A login page instead of the API means that the address is wrong."""
    monkeypatch.setattr("tests.wiki.confluence.server.json.dumps", lambda _answer: "<html>Log in</html>")
    with pytest.raises(WikiError, match="is `url` right"):
        publish_to(few)


def test_a_cloud_without_the_first_api_is_said(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """Atlassian takes the first API away from some accounts; the message says so."""
    stub.fault = lambda _request: "410"
    with pytest.raises(WikiError, match="first REST API"):
        publish_to(few)
