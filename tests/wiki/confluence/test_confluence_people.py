"""People who work in the same Confluence: what they do is kept, and stops what would harm it."""

import pytest

from rolebook_wiki.page import WikiHandbook
from tests.wiki.confluence.conftest import Publisher, changed, page_of, without
from tests.wiki.confluence.server import Stub

TITLE = "QA Engineer"
PAGE = "roles/qa-engineer"


def with_words(handbook: WikiHandbook, before: str, after: str) -> WikiHandbook:
    """Return a handbook in which words of the role's page are others."""
    html = page_of(handbook, PAGE).html
    assert before in html
    return changed(handbook, PAGE, html=html.replace(before, after))


def test_a_persons_edit_stops_the_run(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """By default nothing at all is written while a page waits for a decision."""
    publish_to(few)
    stub.wiki.person_edits(TITLE, "Say it", "Sing it")
    stub.forget()
    outcome = publish_to(with_words(few, "Find what", "Seek what"))
    assert [(action.id, action.why) for action in outcome.conflicts] == [
        (PAGE, "a person edited it since it was published")
    ]
    assert stub.writes == []


def test_a_persons_edit_is_skipped_or_overwritten_on_request(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """Skipped, the page stays; overwritten, the person's version stays in the history, and it is said."""
    publish_to(few)
    stub.wiki.person_edits(TITLE, "Say it", "Sing it")
    new = with_words(few, "Find what", "Seek what")
    assert publish_to(new, on_conflict="skip").conflicts
    assert "Sing it" in stub.wiki.at(TITLE).body
    outcome = publish_to(new, on_conflict="overwrite")
    assert outcome.in_sync
    assert "stays in the history as revision 2" in outcome.done[0].why
    assert "Seek what" in stub.wiki.at(TITLE).body
    assert "Sing it" in stub.wiki.at(TITLE).versions[1].body


def test_an_edit_between_plan_and_write_is_kept(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """What a person saves while the plan is read is not overwritten."""
    publish_to(few)
    outcome = publish_to(
        with_words(few, "Find what", "Seek what"),
        before_writing=lambda: stub.wiki.person_edits(TITLE, "Say it", "Sing it"),
    )
    assert [action.why for action in outcome.conflicts] == ["a person edited it just now"]
    assert "Sing it" in stub.wiki.at(TITLE).body


def test_an_edit_between_look_and_write_is_kept(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """Even what is saved in the moment before the write is refused by the version."""
    publish_to(few)
    number = stub.wiki.at(TITLE).id
    stub.forget()

    def edit(request: object) -> str:
        is_write = request.method == "PUT" and request.path.endswith(f"content/{number}")  # type: ignore[attr-defined]
        if is_write and "Sing it" not in stub.wiki.at(TITLE).body:
            stub.wiki.person_edits(TITLE, "Say it", "Sing it")
        return ""

    stub.fault = edit
    outcome = publish_to(with_words(few, "Find what", "Seek what"))
    assert [action.why for action in outcome.conflicts] == ["a person edited it just now"]
    assert "Sing it" in stub.wiki.at(TITLE).body


def test_an_edit_that_says_the_same_is_no_conflict(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A page saved again without a change of its words is not a person's work."""
    publish_to(few)
    stub.wiki.person_edits(TITLE, 'ac:schema-version="1"', 'ac:schema-version="2"')
    assert publish_to(with_words(few, "Find what", "Seek what")).in_sync


def test_a_title_of_a_persons_page_is_a_conflict(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """Somebody else's page is never touched, whatever is asked for, in whichever case its title is written."""
    stub.wiki.person_makes("qa engineer")
    for on_conflict in ("stop", "skip", "overwrite"):
        outcome = publish_to(few, on_conflict=on_conflict)
        assert [action.why for action in outcome.conflicts] == [
            "a page of this title exists that Rolebook did not make"
        ]
    assert stub.wiki.at("qa engineer").versions[-1].by == "person"


def test_a_title_taken_between_plan_and_write_is_a_conflict(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A page that a person makes meanwhile stays theirs; what is left is published."""
    outcome = publish_to(few, on_conflict="skip", before_writing=lambda: _make(stub))
    assert [(action.id, action.why) for action in outcome.conflicts] == [
        (PAGE, "a page of this title exists that Rolebook did not make")
    ]
    assert len(outcome.done) == len(few.pages)


def _make(stub: Stub) -> None:
    stub.wiki.person_makes(TITLE)


def test_a_page_that_a_person_renamed_is_a_conflict(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A person's title stays until it is decided on; the page is found by its id."""
    publish_to(few)
    stub.wiki.person_renames(TITLE, "Quality")
    assert [action.why for action in publish_to(few).conflicts] == ["a person moved it to Quality"]
    assert publish_to(few, on_conflict="overwrite").in_sync
    assert TITLE in stub.wiki.titles


def test_a_page_that_waits_does_not_make_room(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """A page that a person edited keeps its title too, and the one that is to get it waits with it."""
    publish_to(few)
    other = page_of(few, "roles/lead").title
    stub.wiki.person_edits(TITLE, "Say it", "Sing it")
    exchanged = changed(changed(few, PAGE, title=other), "roles/lead", title=TITLE)
    outcome = publish_to(exchanged, on_conflict="skip")
    assert {action.id: action.why for action in outcome.conflicts} == {
        PAGE: "a person edited it since it was published",
        "roles/lead": "the page that has this title waits for a decision",
    }
    assert "Sing it" in stub.wiki.at(TITLE).body
    publish_to(exchanged, on_conflict="overwrite")
    assert publish_to(exchanged, on_conflict="overwrite").in_sync
    assert "Find what" in stub.wiki.at(other).body


def test_a_page_that_a_person_deleted_is_not_made_again_unasked(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """Somebody wanted it gone; on request it is made anew."""
    publish_to(few)
    stub.wiki.person_deletes(TITLE)
    outcome = publish_to(few)
    assert [action.why for action in outcome.conflicts] == ["a person deleted it since it was published"]
    assert publish_to(few, on_conflict="overwrite").in_sync
    assert TITLE in stub.wiki.titles


def test_a_page_deleted_between_plan_and_write_is_a_conflict(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A page that is gone when its turn comes is reported, not made anew."""
    publish_to(few)
    outcome = publish_to(
        with_words(few, "Find what", "Seek what"), before_writing=lambda: stub.wiki.person_deletes(TITLE)
    )
    assert len(outcome.conflicts) == 1
    assert TITLE not in stub.wiki.titles


def test_a_copy_is_the_persons_own(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """A page copied with all its properties is not taken for the page of the handbook."""
    publish_to(few)
    ours = stub.wiki.at(TITLE)
    copy = stub.wiki.person_makes("Copy of QA Engineer", ours.body)
    copy.properties = dict(ours.properties)
    stub.wiki.pages = {copy.id: copy, **stub.wiki.pages}  # listed first
    assert publish_to(with_words(few, "Find what", "Seek what"), prune=True).in_sync
    assert "Find what" in copy.body
    assert "Seek what" in ours.body


def test_a_page_that_may_not_be_changed_is_reported(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """A restricted page waits, and the others are published."""
    publish_to(few)
    stub.wiki.at(TITLE).read_only = True
    new = changed(with_words(few, "Find what", "Seek what"), "roles", html="<p>New</p>")
    outcome = publish_to(new, on_conflict="skip")
    assert [action.why for action in outcome.conflicts] == [
        "this account may not change it: User is not permitted to update this content"
    ]
    assert {action.id for action in outcome.done} == {"roles"}


def test_a_comment_stays_at_its_words(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """A comment on words that are still there is at the same words of the new text, and no person's edit."""
    publish_to(few)
    for new_version in (False, True):
        words = "Say it" if new_version else "Find what"
        ref = stub.wiki.person_comments(TITLE, words, new_version=new_version)
        few = with_words(few, "Read the change", "Read the change again")
        assert publish_to(few).in_sync
        assert f'<ac:inline-comment-marker ac:ref="{ref}">{words}<' in stub.wiki.at(TITLE).body


def test_a_comment_on_words_that_go_stops_the_run(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """An open comment would lose its place: a person decides; a resolved one does not hold anything up."""
    publish_to(few)
    stub.wiki.person_comments(TITLE, "Find what")
    new = with_words(few, "Find what", "Seek what")
    assert [action.why for action in publish_to(new).conflicts] == [
        "1 open comment would lose the words they stand at"
    ]
    assert "Find what" in stub.wiki.at(TITLE).body
    stub.wiki.at(TITLE).comments[0]["status"] = "resolved"
    assert publish_to(new).in_sync


def test_a_comment_is_given_up_on_request(publish_to: Publisher, stub: Stub, few: WikiHandbook) -> None:
    """With --on-conflict overwrite the text goes over an open comment."""
    publish_to(few)
    stub.wiki.person_comments(TITLE, "Find what")
    assert publish_to(with_words(few, "Find what", "Seek what"), on_conflict="overwrite").in_sync
    assert "Seek what" in stub.wiki.at(TITLE).body


def test_a_comment_made_between_plan_and_write_stops_the_page(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """What a person says of the words while the plan is read is not lost either."""
    publish_to(few)
    outcome = publish_to(
        with_words(few, "Find what", "Seek what"),
        before_writing=lambda: _comment(stub),
    )
    assert [action.why for action in outcome.conflicts] == [
        "1 open comment would lose the words they stand at"
    ]


def _comment(stub: Stub) -> None:
    stub.wiki.person_comments(TITLE, "Find what")


def test_ticks_stay(publish_to: Publisher, stub: Stub, small: WikiHandbook) -> None:
    """What a reader ticked stays ticked when another line of the page changes."""
    publish_to(small)
    title = "QA Engineer: Self-assessment"
    page = next(page for page in stub.wiki.pages.values() if "task-list" in page.body)
    title = page.title
    stub.wiki.person_edits(title, ">incomplete<", ">complete<")
    checklist = next(one for one in small.pages if 'class="task"' in one.html)
    new = changed(small, checklist.id, html=checklist.html.replace("</article>", "<p>More</p></article>"))
    assert publish_to(new).in_sync
    assert ">complete<" in stub.wiki.at(title).body
    assert "More" in stub.wiki.at(title).body


def test_a_pruned_page_that_a_person_edited_waits(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """What left the handbook and holds a person's words is not deleted unasked."""
    publish_to(few)
    stub.wiki.person_edits(TITLE, "Say it", "Sing it")
    outcome = publish_to(without(few, PAGE, "ladders/qa-engineer"), prune=True, on_conflict="skip")
    assert [action.id for action in outcome.conflicts] == [PAGE]
    assert "Sing it" in stub.wiki.at(TITLE).body


def test_a_pruned_page_that_a_person_edits_just_now_waits(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """An edit after the plan keeps a page from the trash, and from the archive."""
    publish_to(few)
    outcome = publish_to(
        without(few, PAGE, "ladders/qa-engineer"),
        prune=True,
        before_writing=lambda: stub.wiki.person_edits(TITLE, "Say it", "Sing it"),
    )
    assert [(action.id, action.why) for action in outcome.conflicts] == [
        (PAGE, "a person edited it just now")
    ]
    assert "Sing it" in stub.wiki.at(TITLE).body


def test_a_commented_page_is_archived_not_deleted(
    publish_to: Publisher, stub: Stub, few: WikiHandbook
) -> None:
    """Comments on a page that left the handbook can still be read."""
    publish_to(few)
    stub.wiki.person_comments(TITLE, "Find what")
    assert publish_to(without(few, PAGE, "ladders/qa-engineer"), prune=True).in_sync
    assert any(title.startswith(f"{TITLE} (archived") for title in stub.wiki.titles)


@pytest.mark.parametrize("comment", ["better", None])
def test_a_file_that_a_person_replaced_is_a_conflict(
    publish_to: Publisher, stub: Stub, few: WikiHandbook, comment: str | None
) -> None:
    """A person's version of an attachment is not overwritten unasked."""
    publish_to(few)
    (book,) = stub.wiki.at("Handbook").files.values()
    book.data, book.comment, book.version = b"mine", comment or book.comment, 2
    assert [action.id for action in publish_to(few).conflicts] == ["file:assets/print/book.pdf"]
    assert publish_to(few, on_conflict="overwrite").in_sync
    assert (book.data, book.version) == (b"%PDF-1.7", 3)
