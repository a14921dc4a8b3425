"""A git wiki: what is published, and whose work stands in it afterwards."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rolebook_wiki.page import WikiFile
from rolebook_wiki.plan import ActionKind, OnConflict
from rolebook_wiki.wiki import EditedMeanwhileError, WikiError
from tests.wiki.git_wikis import ACME, Remote, conflict, git, handbook, published, remote, steps

BOOK = handbook("qa-engineer", "data-engineer")


@pytest.fixture
def wiki(tmp_path: Path) -> Remote:
    """Make an empty wiki."""
    return remote(tmp_path / "wiki.git")


def test_an_empty_wiki_gets_pages_a_sidebar_and_a_record_in_one_commit(wiki: Remote) -> None:
    """Everything is there after one push, and the commit says what."""
    assert published(wiki, BOOK).in_sync
    assert set(wiki.names()) == {
        ".rolebook.json",
        "Home.md",
        "Roles.md",
        "Qa-Engineer.md",
        "Data-Engineer.md",
        "_Sidebar.md",
    }
    assert wiki.log() == ("Publish the handbook of Acme: 5 created",)


def test_nothing_new_is_no_commit(wiki: Remote) -> None:
    """Publishing again writes nothing, from whichever machine."""
    published(wiki, BOOK)
    again = published(wiki, BOOK)
    assert again.in_sync
    assert not again.plan.writes
    assert len(wiki.log()) == 1


def test_a_changed_page_is_written_alone(wiki: Remote) -> None:
    """One role says something else: one page is written."""
    published(wiki, handbook("qa-engineer"))
    changed = published(wiki, handbook("qa-engineer", says="Looks <em>twice</em>."))
    assert steps(changed) == {"roles/qa-engineer": ActionKind.UPDATE}
    assert "Looks *twice*." in wiki.files()["Qa-Engineer.md"]


def test_pictures_and_documents_are_files(wiki: Remote, tmp_path: Path) -> None:
    """A file is published with its pages, again only when its content changes, and links lead to it."""
    book = tmp_path / "book.pdf"
    book.write_bytes(b"%PDF one\r\n\0")
    found = handbook("qa-engineer", files=(WikiFile("assets/print/the book.pdf", book),))
    published(wiki, found)
    assert "](assets/print/the%20book.pdf)" in wiki.files()["Home.md"]
    assert wiki.files()["assets/print/the book.pdf"] == "%PDF one\r\n\0"
    assert not published(wiki, found).plan.writes
    book.write_bytes(b"%PDF two")
    assert steps(published(wiki, found)) == {"file:assets/print/the book.pdf": ActionKind.UPDATE}


def test_a_renamed_role_moves_and_its_old_page_says_where_to(wiki: Remote) -> None:
    """Git wikis cannot redirect: a short page stays at the old name, and leads on after a second move."""
    published(wiki, handbook("qa-engineer"))
    assert steps(published(wiki, handbook("qa-engineer:Tester")))["roles/qa-engineer"] is ActionKind.MOVE
    assert "This page is now [Tester](Tester)." in wiki.files()["Qa-Engineer.md"]
    assert "[Tester](Tester)" in wiki.files()["Roles.md"]
    assert not published(wiki, handbook("qa-engineer:Tester")).plan.writes
    published(wiki, handbook("qa-engineer:Explorer"))
    assert "[Explorer](Explorer)" in wiki.files()["Qa-Engineer.md"]
    assert "[Explorer](Explorer)" in wiki.files()["Tester.md"]


def test_a_role_gets_its_old_name_back(wiki: Remote) -> None:
    """The page that said where it went makes room."""
    for name in ("qa-engineer", "qa-engineer:Tester", "qa-engineer"):
        assert published(wiki, handbook(name)).in_sync
    assert "Finds what breaks." in wiki.files()["Qa-Engineer.md"]
    assert "[Qa Engineer](Qa-Engineer)" in wiki.files()["Tester.md"]


def test_two_roles_swap_their_names(wiki: Remote) -> None:
    """Each page is bound to its role, not to its title."""
    published(wiki, handbook("one:Writer", "two:Editor"))
    assert published(wiki, handbook("one:Editor", "two:Writer")).in_sync
    assert "id=roles/one " in wiki.files()["Editor.md"]
    assert "id=roles/two " in wiki.files()["Writer.md"]
    assert not published(wiki, handbook("one:Editor", "two:Writer")).plan.writes


def test_a_new_name_that_differs_in_capitals_leaves_no_page_behind(wiki: Remote) -> None:
    """GitLab would take both for the same page."""
    published(wiki, handbook("qa-engineer"))
    assert published(wiki, handbook("qa-engineer:QA Engineer")).in_sync
    assert [name for name in wiki.names() if name.lower() == "qa-engineer.md"] == ["QA-Engineer.md"]


def test_a_page_about_a_move_that_a_person_edited_is_theirs(wiki: Remote) -> None:
    """It is not led on, and not taken away."""
    published(wiki, handbook("qa-engineer"))
    published(wiki, handbook("qa-engineer:Tester"))
    theirs = wiki.files()["Qa-Engineer.md"].replace("This page", "What we called QA")
    wiki.person({"Qa-Engineer.md": theirs})
    published(wiki, handbook("qa-engineer:Explorer"))
    published(wiki, handbook(), prune=True)
    assert wiki.files()["Qa-Engineer.md"] == theirs
    assert "Tester.md" not in wiki.names()


def test_a_company_has_a_new_name(wiki: Remote) -> None:
    """Pages change, none is made twice."""
    published(wiki, BOOK)
    names = wiki.names()
    assert published(wiki, BOOK, company=replace(ACME, name="Umbrella")).in_sync
    assert wiki.names() == names
    assert "handbook of Umbrella" in wiki.files()["Home.md"]


def test_a_wiki_holds_one_handbook(wiki: Remote) -> None:
    """Another company's handbook is refused before anything is written."""
    published(wiki, BOOK)
    with pytest.raises(WikiError, match='holds the handbook "acme"'):
        published(wiki, BOOK, company=replace(ACME, id="globex"))
    assert len(wiki.log()) == 1


def test_what_a_person_edited_stays(wiki: Remote) -> None:
    """By default nothing is written; skipping writes the rest; overwriting keeps their version in the history."""
    published(wiki, BOOK)
    edited = wiki.files()["Qa-Engineer.md"].replace("breaks", "breaks, and why")
    wiki.person({"Qa-Engineer.md": edited})
    new = handbook("qa-engineer", "data-engineer", says="New words.")
    assert "edited" in conflict(published(wiki, new)).why
    assert "Finds what breaks." in wiki.files()["Data-Engineer.md"]
    assert "edited" in conflict(published(wiki, new, on_conflict=OnConflict.SKIP)).why
    assert wiki.files()["Qa-Engineer.md"] == edited
    assert "New words." in wiki.files()["Data-Engineer.md"]
    over = published(wiki, new, on_conflict=OnConflict.OVERWRITE)
    assert over.in_sync
    assert "stays in the history" in over.done[0].why
    assert "New words." in wiki.files()["Qa-Engineer.md"]
    assert "By a person" in wiki.log()


def test_a_web_form_that_changes_only_line_ends_is_no_edit(wiki: Remote) -> None:
    """GitLab saves what it shows with other line ends."""
    published(wiki, BOOK)
    wiki.person({"Roles.md": wiki.files()["Roles.md"].replace("\n", "\r\n")})
    assert not published(wiki, BOOK).plan.writes


def test_a_person_edits_without_knowing_the_mark(wiki: Remote) -> None:
    """A page that lost its mark is still known by the record, and is theirs now."""
    published(wiki, BOOK)
    wiki.person({"Roles.md": "Mine.\n"})
    assert "edited" in conflict(published(wiki, BOOK)).why
    assert wiki.files()["Roles.md"] == "Mine.\n"


@pytest.mark.parametrize("name", ["Home.md", "_Sidebar.md", "Qa-Engineer.md", "qa-engineer.md", "Roles.wiki"])
def test_a_page_of_somebody_else_has_the_name(wiki: Remote, name: str) -> None:
    """It is never touched, not by overwriting either; the rest is published when it is skipped."""
    wiki.person({name: "Theirs"})
    for way in OnConflict:
        assert "Rolebook did not make" in conflict(published(wiki, BOOK, on_conflict=way)).why
        assert wiki.files()[name] == "Theirs"
    assert "Data-Engineer.md" in wiki.names()


def test_a_role_goes_and_comes_back(wiki: Remote) -> None:
    """It is reported, deleted on request with what said it had moved, and made anew when it is back."""
    published(wiki, handbook("qa-engineer", "data-engineer:Analyst"))
    published(wiki, BOOK)
    gone = handbook("qa-engineer")
    assert steps(published(wiki, gone))["roles/data-engineer"] is ActionKind.STALE
    assert "Data-Engineer.md" in wiki.names()
    assert steps(published(wiki, gone, prune=True)) == {"roles/data-engineer": ActionKind.ARCHIVE}
    assert not {"Data-Engineer.md", "Analyst.md"} & set(wiki.names())
    assert published(wiki, BOOK).in_sync
    assert "Finds what breaks." in wiki.files()["Data-Engineer.md"]


def test_a_page_that_is_gone_and_was_edited_is_not_pruned(wiki: Remote) -> None:
    """What a person wrote there waits for a decision."""
    published(wiki, BOOK)
    wiki.person({"Data-Engineer.md": wiki.files()["Data-Engineer.md"].replace("breaks", "shines")})
    assert "edited" in conflict(published(wiki, handbook("qa-engineer"), prune=True)).why
    assert "shines" in wiki.files()["Data-Engineer.md"]


def test_a_person_deleted_a_page(wiki: Remote) -> None:
    """It stays deleted until somebody decides."""
    published(wiki, BOOK)
    wiki.person({"Qa-Engineer.md": None})
    assert "deleted" in conflict(published(wiki, BOOK)).why
    assert "Qa-Engineer.md" not in wiki.names()
    assert published(wiki, BOOK, on_conflict=OnConflict.OVERWRITE).in_sync
    assert "Qa-Engineer.md" in wiki.names()


def test_a_person_moved_a_page(wiki: Remote) -> None:
    """Its mark tells where it is now; it goes back on request."""
    published(wiki, BOOK)
    text = wiki.files()["Qa-Engineer.md"]
    wiki.person({"Qa-Engineer.md": None, "Testing.md": text})
    assert "moved it to Testing.md" in conflict(published(wiki, BOOK)).why
    assert published(wiki, BOOK, on_conflict=OnConflict.OVERWRITE).in_sync
    assert "Finds what breaks." in wiki.files()["Qa-Engineer.md"]


def test_a_person_swapped_two_pages(wiki: Remote) -> None:
    """Marks tell which is which, whatever the record says."""
    published(wiki, BOOK)
    found = wiki.files()
    wiki.person({"Qa-Engineer.md": found["Data-Engineer.md"], "Data-Engineer.md": found["Qa-Engineer.md"]})
    assert len(published(wiki, BOOK).conflicts) == 2
    assert published(wiki, BOOK, on_conflict=OnConflict.OVERWRITE).in_sync
    assert wiki.files() == found


def test_a_file_of_somebody_else_stands_where_a_folder_is_wanted(wiki: Remote, tmp_path: Path) -> None:
    """A document cannot lie in a file, so it waits."""
    book = tmp_path / "book.pdf"
    book.write_bytes(b"%PDF")
    wiki.person({"assets": "Mine"})
    found = handbook(files=(WikiFile("assets/print/book.pdf", book),))
    assert conflict(published(wiki, found, on_conflict=OnConflict.SKIP)).title == "assets/print/book.pdf"
    assert wiki.files()["assets"] == "Mine"


@pytest.mark.parametrize("record", [None, "{", '{"handbook": "acme", "pages": []}'])
def test_a_lost_record_is_restored(wiki: Remote, tmp_path: Path, record: str | None) -> None:
    """Each page carries its own mark, and a document is known by its content."""
    book = tmp_path / "book.pdf"
    book.write_bytes(b"%PDF")
    found = handbook("qa-engineer", files=(WikiFile("assets/book.pdf", book),))
    published(wiki, found)
    before = json.loads(wiki.files()[".rolebook.json"])
    wiki.person({".rolebook.json": record})
    assert not published(wiki, found).plan.writes
    assert json.loads(wiki.files()[".rolebook.json"]) == before
    assert wiki.log()[0] == "Publish the handbook of Acme: the record restored"


def test_a_push_to_another_page_meanwhile_is_kept(wiki: Remote) -> None:
    """Nothing is written over it; the next attempt finds both in place."""
    published(wiki, BOOK)
    new = handbook("qa-engineer", "data-engineer", says="New words.")
    with pytest.raises(EditedMeanwhileError):
        published(wiki, new, meanwhile=lambda: wiki.person({"Lunch.md": "Soup"}))
    assert "Finds what breaks." in wiki.files()["Qa-Engineer.md"]
    assert published(wiki, new).in_sync
    assert wiki.files()["Lunch.md"] == "Soup"
    assert "New words." in wiki.files()["Qa-Engineer.md"]


def test_a_push_to_the_same_page_meanwhile_is_a_conflict(wiki: Remote) -> None:
    """The next attempt shows it instead of writing."""
    published(wiki, BOOK)
    new = handbook("qa-engineer", "data-engineer", says="New words.")
    edited = wiki.files()["Qa-Engineer.md"].replace("breaks", "breaks, and why")
    with pytest.raises(EditedMeanwhileError):
        published(wiki, new, meanwhile=lambda: wiki.person({"Qa-Engineer.md": edited}))
    assert "edited" in conflict(published(wiki, new)).why
    assert wiki.files()["Qa-Engineer.md"] == edited


def test_a_branch_that_is_not_there_is_not_made(wiki: Remote) -> None:
    """A name that a company file has wrong is reported with those that are right."""
    published(wiki, BOOK)
    with pytest.raises(WikiError, match=r'no branch "wiki" \(there are: main\)'):
        published(wiki, BOOK, branch="wiki")


def test_the_branch_of_an_empty_wiki_is_the_one_it_will_show(wiki: Remote) -> None:
    """Pages on another branch would be nowhere."""
    git(wiki.folder, "symbolic-ref", "HEAD", "refs/heads/trunk")
    published(wiki, BOOK)
    assert git(wiki.folder, "branch").split() == ["*", "trunk"]
