"""A handbook published to Confluence: what stands there, and what the next time does."""

from dataclasses import replace

import pytest

from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import ActionKind
from rolebook_wiki.wiki import WikiError
from tests.wiki.confluence.conftest import Publisher, changed, page_of, without
from tests.wiki.confluence.server import TOKEN, Stub, confluence

LADDER = "QA Engineer: Career ladder"


def kinds(outcome: object) -> set[str]:
    """Return the kinds of the steps of a plan."""
    return {str(action.kind) for action in outcome.plan.actions}  # type: ignore[attr-defined]


def test_the_second_time_nothing_is_written(publish_to: Publisher, stub: Stub, small: WikiHandbook) -> None:
    """What stands in the wiki already is left alone."""
    assert publish_to(small).in_sync
    assert len(stub.wiki.titles) == len(small.pages)
    stub.forget()
    again = publish_to(small)
    assert again.in_sync
    assert kinds(again) == {"unchanged"}
    assert stub.writes == []


def test_pages_stand_in_a_tree_with_labels_and_files(
    publish_to: Publisher, stub: Stub, small: WikiHandbook
) -> None:
    """A role's pages stand below the role, the role below the roles, and all below the home page."""
    publish_to(small)
    above = [stub.wiki.pages[number].title for number in stub.wiki._above(stub.wiki.at(LADDER))]
    assert above == ["People", "Handbook", "Roles", "QA Engineer"]
    assert stub.wiki.at(LADDER).labels == {"rolebook", "rolebook-ladders"}
    (book,) = stub.wiki.at("Handbook").files.values()
    assert (book.name, book.data) == ("book.pdf", b"%PDF-1.7")
    assert 'ri:filename="book.pdf"' in stub.wiki.at("Handbook").body


def test_data_center_takes_the_same_pages(monkeypatch: pytest.MonkeyPatch, small: WikiHandbook) -> None:
    """Data Center has another address, another way to log in and another way to turn pages."""
    monkeypatch.delenv("ROLEBOOK_WIKI_USER", raising=False)
    monkeypatch.setenv("ROLEBOOK_WIKI_TOKEN", TOKEN)
    with confluence(cloud=False) as stub:
        assert Publisher(stub)(small).in_sync
        stub.forget()
        assert Publisher(stub)(small).in_sync
        assert stub.writes == []


def test_a_change_writes_that_page_alone(publish_to: Publisher, stub: Stub, small: WikiHandbook) -> None:
    """One page's new text is one new version of one page."""
    publish_to(small)
    stub.forget()
    assert publish_to(changed(small, "tools", html="<p>New</p>")).in_sync
    assert [request.path.partition("/rest/api")[2] for request in stub.writes if request.method == "PUT"] == [
        f"/content/{stub.wiki.at('Tools').id}",
        f"/content/{stub.wiki.at('Tools').id}/property/rolebook",
    ]
    assert "<p" in stub.wiki.at("Tools").body


def test_a_role_of_a_new_title_keeps_its_pages(
    publish_to: Publisher, stub: Stub, small: WikiHandbook
) -> None:
    """The pages of a role are renamed, comments and history stay with them, and links lead to the new title."""
    publish_to(small)
    number = stub.wiki.at(LADDER).id
    assert publish_to(changed(small, "roles/qa-engineer", title="Tester")).in_sync
    assert stub.wiki.at("Tester: Career ladder").id == number
    assert LADDER not in stub.wiki.titles
    assert 'content-title="Tester' in stub.wiki.at("Roles").body
    stub.forget()
    assert publish_to(changed(small, "roles/qa-engineer", title="Tester")).in_sync
    assert stub.writes == []


def test_two_roles_exchange_their_titles(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """One page makes room for the other, though no two may have a title at any time."""
    publish_to(few)
    one, other = page_of(few, "roles/qa-engineer"), page_of(few, "roles/lead")
    numbers = stub.wiki.at(one.title).id, stub.wiki.at(other.title).id
    exchanged = changed(changed(few, one.id, title=other.title), other.id, title=one.title)
    assert publish_to(exchanged).in_sync
    assert (stub.wiki.at(other.title).id, stub.wiki.at(one.title).id) == numbers
    assert [name in stub.wiki.at("Roles").body for name in (f'"{one.title}"', "(1")] == [True, False]
    stub.forget()
    assert publish_to(exchanged).in_sync
    assert stub.writes == []


def test_a_renamed_company_keeps_its_pages(publish_to: Publisher, stub: Stub, small: WikiHandbook) -> None:
    """A company's new name is in the texts, and the pages are the same."""
    publish_to(small)
    numbers = {page.id for page in stub.wiki.pages.values()}
    renamed = replace(
        small,
        pages=tuple(replace(page, html=page.html.replace("Acme", "Globex")) for page in small.pages),
    )
    assert publish_to(renamed).in_sync
    assert "Globex &amp; Sons" in stub.wiki.at("QA Engineer").body
    assert {page.id for page in stub.wiki.pages.values()} == numbers


def test_two_companies_share_a_space(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """Another company's handbook is not taken for this one's, and keeps its titles."""
    publish_to(few)
    other = replace(publish_to, company="globex", target=replace(publish_to.target, root="Globex"))
    outcome = other(few, on_conflict="skip")
    assert {action.id for action in outcome.conflicts} == {page.id for page in few.pages[1:]}
    assert stub.wiki.at("Globex").title
    stub.forget()
    assert publish_to(few).in_sync
    assert stub.writes == []


def test_a_role_that_left_is_reported_and_pruned(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """Without --prune a page is reported and stays, with it it goes into the trash."""
    publish_to(few)
    fewer = without(few, "ladders/qa-engineer")
    assert "stale" in kinds(publish_to(fewer))
    assert LADDER in stub.wiki.titles
    assert publish_to(fewer, prune=True).in_sync
    assert LADDER not in stub.wiki.titles


def test_a_role_comes_back(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """What was pruned is made anew, without a conflict."""
    publish_to(few)
    publish_to(without(few, "ladders/qa-engineer"), prune=True)
    assert publish_to(few).in_sync
    assert LADDER in stub.wiki.titles


def test_an_account_that_may_not_delete_archives(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A page that left the handbook is marked and out of the way, and comes back as the same page."""
    publish_to(few)
    stub.wiki.may_delete = False
    number, fewer = stub.wiki.at(LADDER).id, without(few, "ladders/qa-engineer")
    assert publish_to(fewer, prune=True).in_sync
    archived = stub.wiki.at(f"{LADDER} (archived {number})")
    assert "no longer in the handbook" in archived.body
    assert stub.wiki.pages[archived.parent].title == "Archive of acme"
    stub.forget()
    assert publish_to(fewer, prune=True).in_sync
    assert stub.writes == []
    assert publish_to(few).in_sync
    assert stub.wiki.at(LADDER).id == number
    assert "no longer" not in stub.wiki.at(LADDER).body
    assert stub.wiki.at(LADDER).labels == {"rolebook", "rolebook-ladders"}


def test_a_page_that_people_wrote_below_is_archived(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """What people wrote stays where they find it: below the page, which is not deleted."""
    publish_to(few)
    mine = stub.wiki.person_makes("My notes", parent=stub.wiki.at(LADDER).id)
    assert publish_to(without(few, "ladders/qa-engineer"), prune=True).in_sync
    assert stub.wiki.pages[mine.parent].title.startswith(f"{LADDER} (archived")


def test_a_new_file_is_a_new_version(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """A document that changed is written over its attachment; one that left goes."""
    publish_to(few)
    few.files[0].file.write_bytes(b"%PDF-2.0")
    try:
        assert publish_to(few).in_sync
        (book,) = stub.wiki.at("Handbook").files.values()
        assert (book.data, book.version) == (b"%PDF-2.0", 2)
        assert publish_to(replace(few, files=()), prune=True).in_sync
        assert stub.wiki.at("Handbook").files == {}
    finally:
        few.files[0].file.write_bytes(b"%PDF-1.7")


def test_a_file_that_left_is_marked_where_it_may_not_be_deleted(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """An attachment that the account may not delete says that it is no longer used, once, and can come back."""
    publish_to(few)
    stub.wiki.may_delete = False
    fewer = replace(few, files=())
    assert publish_to(fewer, prune=True).in_sync
    (book,) = stub.wiki.at("Handbook").files.values()
    assert book.comment.startswith("Rolebook archived")
    stub.forget()
    assert publish_to(fewer, prune=True).in_sync
    assert stub.writes == []
    assert publish_to(few).in_sync
    assert "archived" not in book.comment


def test_an_account_that_may_not_add_pages_is_told(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """Where nothing can be added there is nothing to go on with."""
    stub.fault = lambda request: "403" if request.method == "POST" else ""
    assert "may not add pages" in publish_to(few).failure


def test_files_wait_for_the_page_they_are_attached_to(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """While somebody else's page has the home page's title, files have nowhere to go."""
    stub.wiki.person_makes("Handbook")
    outcome = publish_to(few, on_conflict="skip")
    assert {action.id for action in outcome.conflicts} == {"index", "file:assets/print/book.pdf"}
    assert stub.wiki.at("Roles").parent == "100"


def test_many_changed_pages_are_read_in_few_requests(
    publish_to: Publisher, stub: Stub, small: WikiHandbook
) -> None:
    """Where all pages change, their texts are looked through for comments fifty at a time."""
    publish_to(small)
    stub.wiki.person_comments("QA Engineer", "Find what")
    every = tuple(replace(page, html="<p>New</p>") for page in small.pages)
    assert len(every) > 10
    stub.forget()
    outcome = publish_to(replace(small, pages=every), dry_run=True)
    assert {action.id for action in outcome.conflicts} == {"roles/qa-engineer"}
    assert len(stub.requests) < 10


def test_a_dry_run_writes_nothing(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """A plan is shown without a write."""
    outcome = publish_to(few, dry_run=True)
    assert {action.kind for action in outcome.plan.actions} == {ActionKind.CREATE}
    assert stub.writes == []


def test_a_thousand_pages_are_planned_in_few_requests(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A space is read 200 pages at a time, its unchanged pages without their text."""
    publish_to(few)
    for number in range(1000):
        stub.wiki.person_makes(f"Page {number}")
    stub.forget()
    assert publish_to(few).in_sync
    assert len(stub.requests) <= 10


@pytest.mark.parametrize(
    ("space", "parent", "said"),
    [
        ("", "", "say where"),
        ("HR", "999", "cannot be read"),
        ("NOPE", "", "cannot be read"),
        ("DEV", "100", "in space HR"),
    ],
)
def test_a_place_that_is_not_there_is_named(
    publish_to: Publisher, few: WikiHandbook, space: str, parent: str, said: str
) -> None:
    """A wrong number or space ends the run before anything is written."""
    with pytest.raises(WikiError, match=said):
        replace(publish_to, target=replace(publish_to.target, space=space, parent=parent))(few)


def test_a_wrong_token_is_said(
    publish_to: Publisher, few: WikiHandbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is not let in reads which variables to look at."""
    monkeypatch.setenv("ROLEBOOK_WIKI_TOKEN", "wrong")
    with pytest.raises(WikiError, match="ROLEBOOK_WIKI_TOKEN"):
        publish_to(few)
