"""What goes wrong while a handbook is published to a MediaWiki, and how it ends."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from rolebook_wiki.mediawiki.api import Api
from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import Action, ActionKind, OnConflict
from rolebook_wiki.publish import PublishOptions, PublishOutcome, publish
from rolebook_wiki.wiki import WikiError
from tests.wiki.drawn import drawn
from tests.wiki.mediawiki_server import BOT, BOT_PASSWORD, MediaWikiServer
from tests.wiki.proxy import Proxy, is_write, proxy
from tests.wiki.publishing import open_mediawiki, published

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>'
ROLES = {"roles/qa": "QA Engineer", "ladders/qa": "Ladder", "roles/dev": "Developer"}
QA = "Handbook/QA Engineer"
OVERWRITE = PublishOptions(OnConflict.OVERWRITE)


def kinds(actions: Iterable[Action]) -> Mapping[str, ActionKind]:
    """Return what is to be done with each page, those that stay as they are left out."""
    return {action.id: action.kind for action in actions if action.kind is not ActionKind.UNCHANGED}


def edited(server: MediaWikiServer, title: str, text: str = "A person's words") -> None:
    """Edit a page as a person does."""
    assert server.person().pages[title].edit(text, "mine")["result"] == "Success"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Draw a picture."""
    file = tmp_path / "way.svg"
    file.write_bytes(PICTURE)
    return file


def changed_handbook(picture: Path) -> WikiHandbook:
    """Return the handbook after a role was renamed, one added and one removed, and the picture changed."""
    picture.write_bytes(PICTURE.replace(b"40", b"41"))
    return drawn(
        {"roles/qa": "Tester", "ladders/qa": "Ladder", "roles/ops": "Operator"}, (picture,), "Be kind"
    )


@pytest.mark.parametrize("change", [False, True], ids=["the first time", "after a change"])
def test_killed_at_every_step(server: MediaWikiServer, picture: Path, change: bool) -> None:
    """A run that is killed after any write is finished by the next, and nothing is written twice."""
    handbook, options = drawn(ROLES, (picture,)), PublishOptions(prune=True)
    if change:
        published(server.url, handbook)
        handbook = changed_handbook(picture)
    server.keep("before")
    with proxy(server.url) as between:
        assert published(between.url, handbook, options).in_sync
        writes, straight = len(between.writes), (server.revisions(), server.texts())
        assert writes >= 7
        for number in range(1, writes + 1):
            server.restore("before")
            _published_and_killed(between, handbook, options, number)
            assert published(server.url, handbook, options).in_sync
            assert (server.revisions(), server.texts()) == straight, f"killed after write {number}"


def _published_and_killed(
    between: Proxy, handbook: WikiHandbook, options: PublishOptions, number: int
) -> None:
    process = multiprocessing.get_context("fork").Process(
        target=published, args=(between.url, handbook, options)
    )
    between.writes.clear()

    def kill(_body: bytes) -> int | None:
        if len(between.writes) < number or process.pid is None:
            return None
        os.kill(process.pid, signal.SIGKILL)
        return 0

    between.after = kill
    process.start()
    process.join()
    between.after = lambda _body: None
    assert process.exitcode == -signal.SIGKILL


def test_an_edited_page_waits(server: MediaWikiServer) -> None:
    """Nothing is written while a person's edit waits; skipped it stays, overwritten it stays in the history."""
    published(server.url, drawn(ROLES))
    edited(server, QA)
    before = server.revisions()
    changed = drawn(ROLES, say="Be kind")
    stopped = published(server.url, changed)
    assert kinds(stopped.conflicts) == {"roles/qa": ActionKind.CONFLICT}
    assert not stopped.done
    assert server.revisions() == before
    skipped = published(server.url, changed, PublishOptions(OnConflict.SKIP))
    assert not skipped.in_sync
    assert kinds(skipped.done) == {"ladders/qa": ActionKind.UPDATE, "roles/dev": ActionKind.UPDATE}
    assert server.texts()[QA] == "A person's words"
    overwritten = published(server.url, changed, OVERWRITE)
    assert overwritten.in_sync
    (action,) = overwritten.done
    kept = action.why.removeprefix("a person's version stays in the history as revision ")
    revision = server.ask(action="query", revids=kept, prop="revisions", rvprop="content", rvslots="main")
    assert revision["query"]["pages"][0]["revisions"][0]["slots"]["main"]["content"] == "A person's words"
    assert "Be kind" in server.texts()[QA]
    assert published(server.url, changed).in_sync


def test_an_edit_that_says_what_the_handbook_says_is_no_conflict(server: MediaWikiServer) -> None:
    """A page that a person put back to Rolebook's own text is as if nobody had touched it."""
    published(server.url, drawn(ROLES))
    text = server.texts()[QA]
    edited(server, QA)
    edited(server, QA, text)
    assert not published(server.url, drawn(ROLES)).plan.writes


@pytest.mark.parametrize("options", [PublishOptions(), OVERWRITE], ids=["stop", "overwrite"])
@pytest.mark.parametrize("moved", [False, True], ids=["edited", "moved away"])
def test_a_person_is_quicker_than_the_plan(
    server: MediaWikiServer, options: PublishOptions, moved: bool
) -> None:
    """What a person does between plan and apply stands, and is reported."""
    published(server.url, drawn(ROLES))

    theirs = f"A person's words\n\n{server.texts()[QA]}"

    def meanwhile(actions: Sequence[Action]) -> Iterable[Action]:
        if moved:
            server.person().pages[QA].move("My page", "mine", no_redirect=True)
        else:
            edited(server, QA, theirs)
        return actions

    wiki = open_mediawiki(server.url)
    outcome = publish(wiki, drawn(ROLES, say="Be kind"), options, lambda _plan: None, meanwhile)
    assert kinds(outcome.conflicts) == {"roles/qa": ActionKind.CONFLICT}
    texts = server.texts()
    assert QA not in texts if moved else texts[QA] == theirs


def test_a_person_makes_a_page_before_we_do(server: MediaWikiServer) -> None:
    """A title that was free when planned is taken now: the person's page stays."""

    def meanwhile(actions: Sequence[Action]) -> Iterable[Action]:
        edited(server, QA)
        return actions

    outcome = publish(
        open_mediawiki(server.url), drawn(ROLES), PublishOptions(), lambda _plan: None, meanwhile
    )
    assert {action.id: action.why for action in outcome.conflicts} == {
        "roles/qa": "a page of this title exists that Rolebook did not make"
    }
    assert server.texts()[QA] == "A person's words"
    assert server.revisions()[QA] == 1


def test_a_person_is_quicker_than_a_write(server: MediaWikiServer) -> None:
    """An edit that the wiki would merge is still in the page, and the page waits for a look."""
    published(server.url, drawn(ROLES))
    before = server.texts()[QA]
    with proxy(server.url) as between:

        def person_first(body: bytes) -> int | None:
            if is_write(body) and b"QA+Engineer" in body and b"Ladder" not in body.split(b"&text=")[0]:
                between.before = lambda _body: None
                edited(server, QA, f"A person's words\n\n{before}")
            return None

        between.before = person_first
        outcome = published(between.url, drawn(ROLES, say="Be kind"))
    assert not outcome.in_sync
    assert kinds(outcome.conflicts) == {"roles/qa": ActionKind.CONFLICT}
    assert "A person's words" in server.texts()[QA]
    assert (
        kinds(published(server.url, drawn(ROLES, say="Be kind")).conflicts)["roles/qa"] is ActionKind.CONFLICT
    )


@pytest.mark.parametrize("options", [PublishOptions(), OVERWRITE], ids=["stop", "overwrite"])
def test_a_title_that_is_taken(server: MediaWikiServer, options: PublishOptions) -> None:
    """A page of the same title that Rolebook did not make is never touched."""
    edited(server, QA)
    outcome = published(server.url, drawn(ROLES), options)
    assert {action.id: action.why for action in outcome.conflicts} == {
        "roles/qa": "a page of this title exists that Rolebook did not make"
    }
    assert server.texts()[QA] == "A person's words"
    assert server.revisions()[QA] == 1


def test_a_copy_is_the_persons_who_made_it(server: MediaWikiServer) -> None:
    """A page that somebody made from the source of one of ours is theirs, mark and all."""
    published(server.url, drawn(ROLES))
    edited(server, "My notes", server.texts()[QA])
    outcome = published(
        server.url, drawn({"roles/dev": "Developer"}, say="Be kind"), PublishOptions(prune=True)
    )
    assert outcome.in_sync
    assert kinds(outcome.done)["roles/qa"] is ActionKind.ARCHIVE
    assert server.revisions()["My notes"] == 1


def test_a_server_that_fails_every_third_time(server: MediaWikiServer, picture: Path) -> None:
    """Lost answers, errors and "too many requests" end in the same wiki, with nothing written twice."""
    published(server.url, drawn(ROLES, (picture,)))
    assert published(server.url, changed_handbook(picture), PublishOptions(prune=True)).in_sync
    straight = server.revisions(), server.texts()
    server.restore()
    picture.write_bytes(PICTURE)
    faults = [502, 0, 429, 503]

    def failing(_body: bytes) -> int | None:
        return faults[between.requests % 4] if between.requests % 3 == 0 else None

    with proxy(server.url) as between:
        for when in ("before", "after"):
            server.restore()
            picture.write_bytes(PICTURE)
            between.before = between.after = lambda _body: None
            setattr(between, when, failing)
            assert published(between.url, drawn(ROLES, (picture,))).in_sync
            assert published(between.url, changed_handbook(picture), PublishOptions(prune=True)).in_sync
            assert (server.revisions(), server.texts()) == straight, when


def test_a_server_that_goes_away(server: MediaWikiServer) -> None:
    """A run ends with what was done, and the next does the rest."""
    with proxy(server.url) as between:
        between.before = lambda body: 503 if is_write(body) and len(between.writes) == 2 else None
        outcome = published(between.url, drawn(ROLES))
    assert outcome.failure.startswith("the wiki does not answer: ")
    assert len(outcome.done) == 2
    assert not outcome.in_sync
    rest = published(server.url, drawn(ROLES))
    assert rest.in_sync
    assert set(server.revisions().values()) == {1}


def test_a_login_that_is_lost(server: MediaWikiServer) -> None:
    """Logged out in the middle, the run logs in again, and nothing is written as nobody."""

    def meanwhile(actions: Sequence[Action]) -> Iterable[Action]:
        for action in actions:
            server.end_sessions()
            yield action

    outcome = publish(
        open_mediawiki(server.url), drawn(ROLES), PublishOptions(), lambda _plan: None, meanwhile
    )
    assert outcome.in_sync
    answer = server.ask(
        action="query", list="allrevisions", arvlimit="max", arvprop="user", arvuser="Publisher"
    )
    assert {page["title"] for page in answer["query"]["allrevisions"]} == server.revisions().keys() - {
        "Main Page"
    }


def test_a_rate_limit_is_waited_out(server: MediaWikiServer) -> None:
    """An account that may write three times a second takes a little longer."""
    server.set("$wgRateLimits = ['edit' => ['user' => [3, 1], 'newbie' => [3, 1]]];")
    assert published(server.url, drawn(ROLES)).in_sync


def test_long_answers_come_in_parts(server: MediaWikiServer) -> None:
    """A wiki that answers with little at a time is asked more often, and read completely."""
    roles = {f"roles/{number}": f"Role {number}" for number in range(20)}
    published(server.url, drawn(roles, say="words " * 200))
    server.set("$wgAPIMaxResultSize = 8192;")
    assert not published(server.url, drawn(roles, say="words " * 200)).plan.writes


def test_two_publish_at_once(server: MediaWikiServer) -> None:
    """Two runs of the same handbook end well, and every page was written once."""
    outcomes: list[PublishOutcome] = []
    wikis = [open_mediawiki(server.url) for _ in range(2)]
    both = threading.Barrier(2)

    def run(number: int) -> None:
        def together(actions: Sequence[Action]) -> Iterable[Action]:
            both.wait()
            return actions

        outcomes.append(publish(wikis[number], drawn(ROLES), PublishOptions(), lambda _plan: None, together))

    runs = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    assert [outcome.in_sync for outcome in outcomes] == [True, True]
    assert {number for title, number in server.revisions().items() if "Published" not in title} == {1}


def test_a_company_is_renamed(server: MediaWikiServer) -> None:
    """Only texts that say the name change; no page moves."""
    published(server.url, drawn(ROLES, say="Work at Initech"))
    before = server.revisions()
    outcome = published(server.url, drawn(ROLES, say="Work at Initrode"))
    assert set(kinds(outcome.done).values()) == {ActionKind.UPDATE}
    assert server.revisions().keys() == before.keys()


def of_company(
    server: MediaWikiServer, company: str, options: PublishOptions | None = None
) -> PublishOutcome:
    """Publish the handbook of a company, all of which have the same root."""
    wiki = open_mediawiki(server.url, company=company)
    book = drawn(ROLES, say=f"Work at {company}")
    return publish(wiki, book, options or PublishOptions(), lambda _plan: None, lambda actions: actions)


def test_two_companies_with_the_same_root(server: MediaWikiServer) -> None:
    """The second is told before anything is written, whatever it wishes; the first one's pages stay."""
    of_company(server, "acme")
    before = server.texts()
    for options in (PublishOptions(), OVERWRITE, PublishOptions(OnConflict.SKIP, prune=True)):
        with pytest.raises(WikiError, match='stands the handbook "acme"; give each company a `root` of its'):
            of_company(server, "initech", options)
    assert server.texts() == before
    assert not of_company(server, "acme").plan.writes


def test_two_companies_with_the_same_root_and_no_record(server: MediaWikiServer) -> None:
    """Each page says whose it is, also when the run that made it never came to write its record."""
    of_company(server, "acme")
    server.person().pages["Handbook/Published pages"].delete("gone")
    before = server.texts()
    outcome = of_company(server, "initech", OVERWRITE)
    assert {action.why for action in outcome.conflicts} == {
        'this page is of the handbook "acme"; give each company a `root` of its own'
    }
    assert {title: text for title, text in server.texts().items() if title in before} == before
    assert outcome.done == ()


def test_a_companys_file_is_renamed(server: MediaWikiServer) -> None:
    """Its pages are its own again when the record names both."""
    of_company(server, "acme")
    title = "Handbook/Published pages"
    edited(server, title, server.texts()[title].replace('"acme"', '"acme", "initech"'))
    outcome = of_company(server, "initech")
    assert outcome.in_sync
    assert set(kinds(outcome.done).values()) == {ActionKind.UPDATE}
    assert not of_company(server, "initech").plan.writes


def test_a_role_is_renamed(server: MediaWikiServer) -> None:
    """Its pages move with their history, the old titles lead there, and links follow."""
    published(server.url, drawn(ROLES))
    renamed = drawn(ROLES | {"roles/qa": "Tester"})
    outcome = published(server.url, renamed)
    assert kinds(outcome.done) == {
        "index": ActionKind.UPDATE,
        "roles/qa": ActionKind.MOVE,
        "ladders/qa": ActionKind.MOVE,
    }
    texts = server.texts()
    assert texts[QA] == "#REDIRECT [[Handbook/Tester]]"
    assert "[[:Handbook/Tester|Tester]]" in texts["Handbook"]
    assert server.revisions()["Handbook/Tester"] == 3  # written, moved, written
    assert not published(server.url, renamed).plan.writes
    back = published(server.url, drawn(ROLES))
    assert back.in_sync
    assert server.texts()["Handbook/Tester"] == f"#REDIRECT [[{QA}]]"


def test_titles_pass_from_one_page_to_another(server: MediaWikiServer) -> None:
    """A role takes the title that another leaves, and a new one takes the title of that."""
    published(server.url, drawn({"roles/a": "A", "roles/b": "B"}))
    passed = drawn({"roles/a": "B", "roles/b": "C", "roles/new": "A"})
    assert published(server.url, passed).in_sync
    assert not published(server.url, passed).plan.writes
    texts = server.texts()
    assert ["id=roles/b" in texts["Handbook/C"], "id=roles/a" in texts["Handbook/B"]] == [True, True]
    assert "id=roles/new" in texts["Handbook/A"]


def test_a_removed_role(server: MediaWikiServer) -> None:
    """It is reported; pruned, it is marked and unlinked, by an account that may not delete; it can come back."""
    published(server.url, drawn(ROLES))
    without = drawn({"roles/dev": "Developer"})
    reported = published(server.url, without)
    assert kinds(reported.plan.actions)["roles/qa"] is ActionKind.STALE
    assert "no longer in the handbook" not in server.texts()[QA]
    pruned = published(server.url, without, PublishOptions(prune=True))
    assert kinds(pruned.done) == {"roles/qa": ActionKind.ARCHIVE, "ladders/qa": ActionKind.ARCHIVE}
    text = server.texts()[QA]
    assert text.startswith("'''This page is no longer in the handbook.'''")
    assert "[[Category:Handbook (archive)]]" in text
    assert QA not in server.texts()["Handbook"]
    assert not published(server.url, without, PublishOptions(prune=True)).plan.writes
    back = published(server.url, drawn(ROLES))
    assert kinds(back.done)["roles/qa"] is ActionKind.UPDATE
    assert "no longer" not in server.texts()[QA]
    assert not published(server.url, drawn(ROLES)).plan.writes


def test_a_removed_file(server: MediaWikiServer, picture: Path) -> None:
    """A picture that is no longer shown is archived once, and comes back as it was."""
    published(server.url, drawn(ROLES, (picture,)))
    pruned = published(server.url, drawn(ROLES), PublishOptions(prune=True))
    assert kinds(pruned.done)["file:way.svg"] is ActionKind.ARCHIVE
    assert not published(server.url, drawn(ROLES), PublishOptions(prune=True)).plan.writes
    assert published(server.url, drawn(ROLES, (picture,))).in_sync
    assert not published(server.url, drawn(ROLES, (picture,))).plan.writes


def test_a_new_role_takes_the_title_of_an_archived_one(server: MediaWikiServer) -> None:
    """The archived page makes room, and keeps its history."""
    published(server.url, drawn({"roles/old": "Tester"}))
    published(server.url, drawn({}), PublishOptions(prune=True))
    new = drawn({"roles/new": "Tester"})
    assert published(server.url, new).in_sync
    assert not published(server.url, new, PublishOptions(prune=True)).plan.writes
    texts = server.texts()
    assert "id=roles/new" in texts["Handbook/Tester"]
    assert "id=roles/old digest=archived" in texts["Handbook/Tester (archive)"]


def test_a_page_that_a_person_deleted(server: MediaWikiServer) -> None:
    """It stays deleted until somebody decides otherwise."""
    published(server.url, drawn(ROLES))
    server.person().pages[QA].delete("not needed")
    outcome = published(server.url, drawn(ROLES))
    assert {action.id: action.why for action in outcome.conflicts} == {
        "roles/qa": "a person deleted it since it was published"
    }
    assert QA not in server.texts()
    assert published(server.url, drawn(ROLES), OVERWRITE).in_sync
    assert QA in server.texts()


def test_a_persons_page_in_place_of_a_deleted_one(server: MediaWikiServer) -> None:
    """A page that a person made where one of ours was deleted is theirs, whatever is asked for."""
    published(server.url, drawn(ROLES))
    server.person().pages[QA].delete("not needed")
    edited(server, QA)
    outcome = published(server.url, drawn(ROLES), OVERWRITE)
    assert kinds(outcome.conflicts) == {"roles/qa": ActionKind.CONFLICT}
    assert server.texts()[QA] == "A person's words"


def test_a_page_that_a_person_moved(server: MediaWikiServer) -> None:
    """It is found where it is now, and moved back on request."""
    published(server.url, drawn(ROLES))
    server.person().pages[QA].move("Quality", "better")
    outcome = published(server.url, drawn(ROLES))
    assert {action.id: action.why for action in outcome.conflicts} == {
        "roles/qa": "a person moved it to Quality"
    }
    assert published(server.url, drawn(ROLES), OVERWRITE).in_sync
    assert not published(server.url, drawn(ROLES)).plan.writes


def test_a_protected_page_is_a_conflict(server: MediaWikiServer) -> None:
    """What the account may not write waits, and the rest is written."""
    published(server.url, drawn(ROLES))
    person = server.person()
    person.post("protect", title=QA, protections="edit=sysop", token=person.get_token("csrf"))
    outcome = published(server.url, drawn(ROLES, say="Be kind"), PublishOptions(OnConflict.SKIP))
    assert [action.why for action in outcome.conflicts] == [
        "the wiki refused: This page has been protected to prevent editing or other actions."
    ]
    assert len(outcome.done) == 2


def test_a_blocked_account_ends_the_run(server: MediaWikiServer) -> None:
    """What concerns every page is no conflict of one."""
    person = server.person()
    person.post("block", user="Publisher", token=person.get_token("csrf"))
    outcome = published(server.url, drawn(ROLES))
    assert outcome.failure.startswith("the wiki refused: ")
    assert not outcome.conflicts


def test_a_wrong_password_says_what_to_check(server: MediaWikiServer) -> None:
    """The message names the variables."""
    with pytest.raises(WikiError, match="check ROLEBOOK_WIKI_USER and ROLEBOOK_WIKI_PASSWORD"):
        Api(server.url, BOT, BOT_PASSWORD[::-1], "Handbook")


@pytest.mark.parametrize("url", ["wiki.example", "https://wiki.example/wiki/Main_Page", "https:///api.php"])
def test_an_address_that_is_none(url: str) -> None:
    """The message shows what would be one."""
    with pytest.raises(WikiError, match=r"such as https://wiki\.example/w/api\.php"):
        Api(url, BOT, BOT_PASSWORD, "Handbook")


def test_a_record_that_a_person_broke(server: MediaWikiServer) -> None:
    """Nothing is written, and the message says what to restore."""
    published(server.url, drawn(ROLES))
    edited(server, "Handbook/Published pages", "<pre>{broken</pre>")
    with pytest.raises(WikiError, match="Handbook/Published pages is not as Rolebook wrote it"):
        published(server.url, drawn(ROLES))
