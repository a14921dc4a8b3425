"""A real MediaWiki on this machine: Debian's, in PHP's own server, with SQLite."""

import os
import shutil
import socket
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mwclient
import requests
from lxml import html
from lxml.html import HtmlElement

from tests.waiting import wait_until

REPOSITORY = Path(__file__).parents[2]
FILES = Path(os.environ.get("MEDIAWIKI", REPOSITORY / ".venv" / "mediawiki"))
"""Where `make wikis` puts what MediaWiki is made of."""

BOT = "Publisher@rolebook"
BOT_PASSWORD = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of a wiki that lives for a test
PERSON, PERSON_PASSWORD = "Admin", "Adm1n-pass-4-tests"
_PLACES = ("data", "images")
_GRANTS = "basic,editpage,createeditmovepage,uploadeditmovefile"
_SETTINGS = """
$wgEnableUploads = true;
$wgFileExtensions[] = 'svg';
$wgFileExtensions[] = 'pdf';
$wgUploadDirectory = '{home}/images';
$wgCacheDirectory = '{home}/cache';
$wgTmpDirectory = '{home}/cache';
$wgJobRunRate = 1;
$wgRateLimits = [];
$wgShowExceptionDetails = true;
if ( file_exists( '{home}/more.php' ) ) {{ include '{home}/more.php'; }}
"""


@dataclass(frozen=True)
class MediaWikiServer:
    """A wiki that runs, and what a test does to it behind Rolebook's back."""

    address: str
    home: Path

    @property
    def url(self) -> str:
        """Return the address of its API, as a company file names it."""
        return f"{self.address}/api.php"

    def person(self) -> mwclient.Site:
        """Return the wiki as a person sees it who may edit and delete everything."""
        site = mwclient.Site(self.address.removeprefix("http://"), path="/", scheme="http")
        site.login(PERSON, PERSON_PASSWORD)
        return site

    def ask(self, **question: Any) -> Any:
        """Return what the API answers to somebody who is not logged in."""
        given = {"format": "json", "formatversion": "2"} | question
        return requests.post(self.url, data=given).json()

    def set(self, php: str) -> None:
        """Add settings, which hold until the wiki is wiped."""
        (self.home / "more.php").write_text(f"<?php\n{php}\n", encoding="utf-8")

    def keep(self, name: str) -> None:
        """Remember all that stands in the wiki."""
        for place in _PLACES:
            shutil.copytree(self.home / place, self.home / f"{place}.{name}", dirs_exist_ok=True)

    def restore(self, name: str = "new") -> None:
        """Put the wiki back to what was kept; `new` is where nothing was ever written in it."""
        (self.home / "more.php").unlink(missing_ok=True)
        for place in _PLACES:
            shutil.rmtree(self.home / place)
            shutil.copytree(self.home / f"{place}.{name}", self.home / place)

    def texts(self) -> Mapping[str, str]:
        """Return the text of every page, by its title."""
        answer = self.ask(
            action="query", list="allrevisions", arvlimit="max", arvprop="content", arvslots="main"
        )
        found: dict[str, str] = {}
        for page in answer["query"]["allrevisions"]:
            for revision in page["revisions"]:
                found.setdefault(page["title"], revision["slots"]["main"]["content"])
        return found

    def revisions(self) -> Mapping[str, int]:
        """Return how many revisions each page has, by its title."""
        answer = self.ask(action="query", list="allrevisions", arvlimit="max", arvprop="ids")
        found: Counter[str] = Counter()
        for page in answer["query"]["allrevisions"]:
            found[page["title"]] += len(page["revisions"])
        return found

    def shown(self, title: str) -> HtmlElement:
        """Return a page as a reader gets it, without the frame of the wiki."""
        answer = self.ask(action="parse", page=title, prop="text")
        assert "parse" in answer, (title, answer)
        return html.fromstring(answer["parse"]["text"])

    def end_sessions(self) -> None:
        """Log everybody out."""
        with sqlite3.connect(self.home / "data" / "wikicache.sqlite") as cache:
            cache.execute("DELETE FROM objectcache")


@contextmanager
def mediawiki(home: Path) -> Iterator[MediaWikiServer]:
    """Install a wiki into an empty folder and run it."""
    assert shutil.which("php"), (
        "the wiki tests need PHP: apt-get install php-cli php-sqlite3 php-mbstring php-xml php-intl"
    )
    assert (FILES / "api.php").is_file(), f"{FILES} has no MediaWiki: make wikis"
    root, port = _root(home), _free_port()
    wiki = MediaWikiServer(f"http://127.0.0.1:{port}", home)
    _install(wiki, root)
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            ["php", "-q", "-S", f"127.0.0.1:{port}"],
            cwd=root,
            env=_environment(home),
            stdout=log,
            stderr=log,
        )
        try:
            _await(wiki, process)
            yield wiki
        finally:
            process.terminate()
            process.wait()


def _root(home: Path) -> Path:
    """Make what the server serves: MediaWiki's files, and beside them this wiki's own."""
    root = home / "root"
    root.mkdir()
    for part in FILES.iterdir():
        (root / part.name).symlink_to(part)
    for name in ("images", "cache", "data", "settings"):
        (home / name).mkdir()
    (root / "images").symlink_to(home / "images")
    return root


def _install(wiki: MediaWikiServer, root: Path) -> None:
    settings = wiki.home / "settings"
    _php(
        wiki.home,
        root,
        "install.php",
        f"--confpath={settings}",
        "--dbtype=sqlite",
        f"--dbpath={wiki.home / 'data'}",
        "--dbname=wiki",
        f"--server={wiki.address}",
        "--scriptpath=",
        f"--pass={PERSON_PASSWORD}",
        "Acme Wiki",
        PERSON,
        settled=False,
    )
    with (settings / "LocalSettings.php").open("a", encoding="utf-8") as file:
        file.write(_SETTINGS.format(home=wiki.home))
    user, app = BOT.split("@")
    _php(wiki.home, root, "createAndPromote.php", "--bot", user, "Publ1sher-pass-4-tests")
    _php(wiki.home, root, "createBotPassword.php", "--appid", app, "--grants", _GRANTS, user, BOT_PASSWORD)
    wiki.keep("new")


def _php(home: Path, root: Path, script: str, *arguments: str, settled: bool = True) -> None:
    environment = _environment(home) if settled else dict(os.environ)
    done = subprocess.run(
        ["php", f"maintenance/{script}", *arguments],
        cwd=root,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _environment(home: Path) -> dict[str, str]:
    return os.environ | {"MW_CONFIG_FILE": str(home / "settings" / "LocalSettings.php")}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _await(wiki: MediaWikiServer, process: subprocess.Popen[bytes]) -> None:
    wait_until(lambda: _answers(wiki), process, wiki.home / "log")


def _answers(wiki: MediaWikiServer) -> bool:
    try:
        wiki.ask(action="query", meta="siteinfo")
    except (requests.RequestException, ValueError):
        return False
    return True
