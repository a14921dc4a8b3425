"""What a browser saves of a self-assessment, and what happens when that goes wrong."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.assessing import (
    API,
    HERE,
    choose,
    evidence,
    export,
    leave_saved,
    notice,
    question,
    saved_answer,
)
from tests.browser.conftest import Open, serve

FAIL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
FORBID = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
)


def test_a_matrix_that_changed(visit: Open) -> None:
    """What still exists is kept; the rest is shown as outdated in the words it was saved with, not dropped."""
    page = visit(HERE)
    old = {"level": "level-9-guru", "name": "Level 9 (Guru)", "competency": API, "words": "Knows it all"}
    gone = {
        "level": "level-1-novice",
        "name": "Level 1 (Novice)",
        "competency": "Fortran",
        "words": "Punches cards",
    }
    leave_saved(
        page,
        {
            "version": 1,
            "answers": {
                "api-design": old,
                "fortran": gone,
                "security": saved_answer("level-1-novice") | {"words": "Locks the door"},
            },
            "evidence": {"fortran": "A whole deck"},
        },
    )
    expect(question(page)).to_contain_text("Outdated: you chose Level 9 (Guru): “Knows it all”.")
    expect(question(page, "Security")).to_contain_text("it read “Locks the door”")
    expect(question(page, "Security").get_by_role("radio", name="Level 1")).to_be_checked()
    outdated = page.get_by_role("region", name="Outdated answers")
    for words in ("Fortran", "Level 1 (Novice): “Punches cards”", "A whole deck"):
        expect(outdated).to_contain_text(words)
    choose(page, "Level 2 (Competent)", "Performance")
    page.reload()
    expect(outdated).to_contain_text("Fortran")
    outdated.get_by_role("button", name="Remove Fortran").click()
    expect(outdated).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(outdated).to_contain_text("A whole deck")


@pytest.mark.parametrize("script", [FAIL, FORBID], ids=["full", "forbidden"])
def test_a_browser_that_does_not_save(visit: Open, script: str) -> None:
    """Full or forbidden storage is said once; one goes on, can take a file along, and is warned before leaving."""
    page = visit("/404.html")
    page.add_init_script(script)
    page.goto(page.url.replace("/404.html", HERE))
    choose(page, "Level 2 (Competent)")
    expect(notice(page)).to_contain_text("refuses to save")
    page.evaluate("document.querySelector('.rb-notice').replaceChildren()")
    choose(page, "Level 1 (Novice)", "Security")
    expect(notice(page)).to_be_empty()
    expect(page.get_by_text("2 of 5 answered. Not saved")).to_be_visible()
    assert sorted(export(page)["answers"]) == ["api-design", "security"]
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_two_tabs(visit: Open) -> None:
    """A tab takes over what another one saved; where it has an unsaved edit of the same entry, it asks."""
    page = visit(HERE)
    other = page.context.new_page()
    other.goto(page.url)
    choose(page, "Level 2 (Competent)")
    expect(question(other).get_by_role("radio", name="Level 2")).to_be_checked()
    evidence(other).fill("From the other tab")
    expect(evidence(page)).to_have_value("From the other tab")

    page.evaluate(f"() => {{ {FAIL} }}")
    choose(page, "Level 4 (Master)")
    choose(other, "Level 3 (Expert)")
    choose(other, "Level 1 (Novice)", "Security")
    expect(question(page, "Security").get_by_role("radio", name="Level 1")).to_be_checked()
    expect(question(page).get_by_role("radio", name="Level 4")).to_be_checked()
    expect(page.get_by_role("button", name="Keep what is here: Level 4 (Master)")).to_be_visible()
    page.get_by_role("button", name="Take the other tab's: Level 3 (Expert)").click()
    expect(question(page).get_by_role("radio", name="Level 3")).to_be_checked()

    other.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("0 of 5 answered.")).to_be_visible()
    other.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 of 5 answered.")).to_be_visible()


def test_the_list_of_what_was_begun(visit: Open) -> None:
    """Without a role one picks it by department, and finds what was begun here, to go on or to erase."""
    page = visit("/assessment/")
    expect(page.locator("optgroup[label=Engineering] option").first).to_be_attached()
    page.get_by_role("combobox", name="Role").select_option("backend-engineer")
    page.get_by_role("button", name="Begin").click()
    choose(page, "Level 2 (Competent)")
    page.get_by_role("article").get_by_role("link", name="Self-assessment").click()
    begun = page.get_by_role("region", name="Begun in this browser")
    expect(begun).to_contain_text("Answers: 1 · changed ")
    begun.get_by_role("button", name="Erase Senior Backend Engineer").click()
    expect(begun).to_contain_text("None yet")
    page.get_by_role("button", name="Undo").click()
    begun.get_by_role("link", name="Senior Backend Engineer").click()
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()


@pytest.fixture
def one_host(sites: Mapping[str, Path]) -> Iterator[str]:
    """Serve all companies from one host, each below its own path."""
    folder = sites["initech"].parent
    with serve(folder) as address:
        yield address


def test_companies_on_one_host_do_not_see_each_other(browser: Browser, one_host: str) -> None:
    """What is saved on one company's site is not there on another's, though both share a host."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{one_host}/initech{HERE}")
    choose(page, "Level 2 (Competent)")
    page.goto(f"{one_host}/cyan-and-sons/handbook{HERE}")
    expect(question(page)).to_contain_text("Professional")
    expect(page.get_by_text("0 of 5 answered.")).to_be_visible()
    page.goto(f"{one_host}/cyan-and-sons/handbook/assessment/")
    expect(page.get_by_text("None yet.")).to_be_visible()
    page.goto(f"{one_host}/initech{HERE}")
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()
    context.close()
