"""What goes wrong on the way: servers that fail, runs that die, two runs at once."""

import os
import signal
import threading
from collections.abc import Callable

import pytest

from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.publish import PublishOutcome
from rolebook_wiki.session import patient_session
from tests.wiki.confluence.conftest import Publisher, changed, page_of, without
from tests.wiki.confluence.server import Request, Stub

Change = Callable[[WikiHandbook], WikiHandbook]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses between tries."""
    monkeypatch.setattr(
        "rolebook_wiki.confluence.server.patient_session",
        lambda attempts: patient_session(attempts, pause=0.001),
    )
    monkeypatch.setattr("rolebook_wiki.confluence.attachments._PAUSE", 0.001)


def stands(stub: Stub) -> dict[str, tuple[str, ...]]:
    """Return what readers see: titles, texts, labels, files and how often Rolebook wrote, of all pages."""
    return {
        page.title: (
            _unnumbered(page.body),
            *sorted(page.labels),
            f"{sum(version.by == 'rolebook' for version in page.versions)} versions",
            *(f"{file.name} {file.data!r}" for file in page.files.values()),
        )
        for page in stub.wiki.pages.values()
        if not page.trashed
    }


def _unnumbered(body: str) -> str:
    return "".join(letter for letter in body if not letter.isdigit())


def renamed_and_more(handbook: WikiHandbook) -> WikiHandbook:
    """Return a handbook with a renamed role, a new page, a changed one, and one fewer."""
    new = changed(changed(handbook, "roles/qa-engineer", title="Tester"), "roles", html="<p>New</p>")
    return without(new, "ladders/qa-engineer")


def renamed(handbook: WikiHandbook) -> WikiHandbook:
    """Return a handbook with a renamed role, to which pages before and behind it have links."""
    return changed(handbook, "roles/qa-engineer", title="Tester")


@pytest.mark.parametrize("fault", ["503", "429 0", "500", "drop before", "drop after"])
def test_a_server_that_fails_every_third_request_is_borne_with(
    publish_to: Publisher, stub: Stub, few: WikiHandbook, fault: str
) -> None:
    """Requests are repeated; what arrived though its answer did not is not done twice."""
    stub.fault = lambda request: fault if request.number % 3 == 0 else ""
    assert publish_to(few).in_sync
    assert all(len(page.versions) == 1 for page in stub.wiki.pages.values())
    assert publish_to(renamed_and_more(few), prune=True).in_sync
    (book,) = stub.wiki.at("Handbook").files.values()
    few.files[0].file.write_bytes(b"%PDF-2.0")
    try:
        assert publish_to(renamed_and_more(few), prune=True).in_sync
    finally:
        few.files[0].file.write_bytes(b"%PDF-1.7")
    assert (book.data, book.version) == (b"%PDF-2.0", 2)
    stub.forget()


def test_a_server_that_stays_down_ends_the_run(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """After a bounded number of tries the run says so, and the next goes on from there."""
    stub.fault = lambda request: "503" if request.number > 20 else ""
    assert "busy or broken" in publish_to(few).failure
    assert 20 < len(stub.requests) < 40
    stub.forget()
    assert publish_to(few).in_sync


def test_the_pause_that_a_server_asks_for_is_kept(
    publish_to: Publisher, stub: Stub, few: WikiHandbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Retry-After` is waited for."""
    pauses: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", pauses.append)
    stub.fault = lambda request: "429 7" if request.number == 5 else ""
    assert publish_to(few).in_sync
    assert 7 in pauses


def exchanged(handbook: WikiHandbook) -> WikiHandbook:
    """Return a handbook in which two roles have exchanged their titles."""
    one, other = page_of(handbook, "roles/qa-engineer"), page_of(handbook, "roles/lead")
    return changed(changed(handbook, one.id, title=other.title), other.id, title=one.title)


def returned(handbook: WikiHandbook) -> WikiHandbook:
    """Return the handbook with all pages, after one had left it."""
    return handbook


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    ("change", "may_delete"),
    [
        (None, True),
        (renamed_and_more, True),
        (renamed_and_more, False),
        (exchanged, True),
        (renamed, True),
        (returned, False),
    ],
    ids=["first", "deleting", "archiving", "exchanging", "renaming", "returning"],
)
def test_a_run_that_is_killed_at_any_write_is_finished_by_the_next(
    publish_to: Publisher,
    stub: Stub,
    few: WikiHandbook,
    moment: str,
    change: Change | None,
    may_delete: bool,
) -> None:
    """Killed before or after each of its writes, the publish that follows brings the same, once."""
    first = publish_to(few) if change else None
    assert not first or first.in_sync
    stub.wiki.may_delete = may_delete
    if change is returned:
        assert publish_to(without(few, "ladders/qa-engineer"), prune=True).in_sync
    whole = change(few) if change else few
    start = stub.wiki.saved()
    stub.forget()
    assert publish_to(whole, prune=True).in_sync
    expected, writes = stands(stub), len(stub.writes)
    number, killed = 0, True
    while killed:
        number += 1
        stub.wiki.restore(start)
        stub.forget()
        killed = _killed(publish_to, whole, stub, number, moment)
        stub.forget()
        assert publish_to(whole, prune=True).in_sync, f"after write {number}"
        assert stands(stub) == expected, f"after write {number}"
        stub.forget()
        assert publish_to(whole, prune=True).in_sync
        assert stub.writes == [], f"after write {number}"
    assert number == writes + 1


def _killed(publish_to: Publisher, handbook: WikiHandbook, stub: Stub, number: int, moment: str) -> bool:
    """Publish in a process of its own; kill it at a write. Tell whether there was one."""
    gone = threading.Event()

    def kill(request: Request) -> str:
        if request.write != number:
            return ""
        os.kill(child, signal.SIGKILL)
        gone.wait()
        return "503" if moment == "before" else ""

    stub.fault = kill
    child = os.fork()
    if not child:
        try:
            publish_to(handbook, prune=True)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    gone.set()
    stub.settle()
    return os.WIFSIGNALED(status)


def test_two_publishes_at_once_bring_one_handbook(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """Both plan on an empty wiki and write: no page is there twice, and a third finds nothing to do."""
    _at_once(publish_to, few)
    stub.forget()
    assert publish_to(few).in_sync
    assert {page.title for page in stub.wiki.pages.values()} == stub.wiki.titles | {"People"}
    assert len(stub.wiki.titles) == len(few.pages)
    stub.forget()
    assert publish_to(few).in_sync
    assert stub.writes == []


def test_two_publishes_of_a_change_at_once_write_it_once(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """The second to write finds the text there and lets it be."""
    publish_to(few)
    new = changed(few, "roles", html="<p>New</p>")
    _at_once(publish_to, new)
    assert len(stub.wiki.at("Roles").versions) == 2
    assert publish_to(new).in_sync
    assert "New" in stub.wiki.at("Roles").body


def test_what_another_publish_wrote_down_meanwhile_stays(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """The slower of two publishes does not forget which pages the other one published."""
    fewer = without(few, "roles/lead")
    publish_to(fewer, on_conflict="skip", before_writing=lambda: _publish(publish_to, few))
    stub.wiki.person_deletes(page_of(few, "roles/lead").title)
    outcome = publish_to(few)
    assert [(action.id, action.why) for action in outcome.conflicts] == [
        ("roles/lead", "a person deleted it since it was published")
    ]


def test_two_publishes_of_a_file_at_once_leave_one_more_version(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """The second to come sees the file there."""
    publish_to(few)
    few.files[0].file.write_bytes(b"%PDF-2.0")
    try:
        publish_to(few, before_writing=lambda: _publish(publish_to, few))
    finally:
        few.files[0].file.write_bytes(b"%PDF-1.7")
    (book,) = stub.wiki.at("Handbook").files.values()
    assert (book.data, book.version) == (b"%PDF-2.0", 2)


def _publish(publish_to: Publisher, handbook: WikiHandbook) -> None:
    assert publish_to(handbook).in_sync


def _at_once(publish_to: Publisher, handbook: WikiHandbook) -> None:
    both_planned = threading.Barrier(2)
    outcomes: list[PublishOutcome] = []

    def run() -> None:
        outcomes.append(publish_to(handbook, on_conflict="skip", before_writing=lambda: _wait(both_planned)))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [outcome.in_sync for outcome in outcomes] == [True, True]


def _wait(barrier: threading.Barrier) -> None:
    barrier.wait(10)


def test_a_role_exchanged_for_another_is_led_to_by_its_links(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A new role under the old title of another: links go to the one that has the title now."""
    publish_to(without(few, "roles/lead"))
    title = page_of(few, "roles/qa-engineer").title
    new = changed(changed(few, "roles/qa-engineer", title="Senior"), "roles/lead", title=title)
    assert publish_to(new).in_sync
    body = stub.wiki.at("Roles").body
    assert 'content-title="Senior"' in body
    assert f'content-title="{title}"' in body
