"""What is kept of a self-assessment and given away: snapshots, files, addresses."""

import json

from playwright.sync_api import Browser, expect

from tests.browser.assessing import (
    HERE,
    choose,
    evidence,
    export,
    exported,
    import_file,
    notice,
    question,
    saved_answer,
)
from tests.browser.conftest import Open


def test_snapshots_and_the_change_between_them(visit: Open) -> None:
    """Several dated snapshots are kept; what changed between two is listed; a deleted one comes back by undo."""
    page = visit(HERE)
    page.clock.install(time="2026-03-02T09:00:00")
    take = page.get_by_role("button", name="Save a snapshot")
    take.click()
    expect(notice(page)).to_contain_text("nothing to keep yet")
    choose(page, "Level 1 (Novice)")
    take.click()
    page.clock.fast_forward("24:00:00")
    choose(page, "Level 2 (Competent)")
    take.click()
    section = page.get_by_role("region", name="Snapshots")
    expect(section.locator("time")).to_have_count(2)
    expect(section.locator("time").first).to_contain_text("Mar 2, 2026")
    expect(section).to_contain_text("API Design: Level 1 (Novice) → Level 2 (Competent)")
    section.get_by_label("From").select_option(index=1)
    expect(section).to_contain_text("Nothing changed between the two.")
    section.get_by_role("button", name="Delete the snapshot of Mar 2").click()
    expect(section.locator("time")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(section.locator("time")).to_have_count(2)
    page.reload()
    expect(section.locator("time")).to_have_count(2)


def test_export_erase_and_import(visit: Open) -> None:
    """A file with a version holds everything; after erasing, undone or not, it brings everything back."""
    page = visit(HERE)
    choose(page, "Level 2 (Competent)")
    evidence(page).fill("Größe & <b>")
    exported = export(page)
    assert (exported["rolebook"], exported["version"], exported["role"]) == (
        "assessment",
        1,
        "backend-engineer",
    )
    assert exported["answers"]["api-design"]["name"] == "Level 2 (Competent)"
    erase = page.get_by_role("button", name="Erase everything")
    erase.click()
    expect(page.get_by_text("0 of 5 answered.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(evidence(page)).to_have_value("Größe & <b>")
    erase.click()
    assert page.evaluate("localStorage.length") == page.evaluate(
        "Object.keys(localStorage).filter(key => !key.includes('assessment')).length"
    )
    page.goto(page.url.partition("?")[0])
    expect(page.get_by_text("None yet.")).to_be_visible()
    import_file(page, json.dumps(exported))
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()
    expect(evidence(page)).to_have_value("Größe & <b>")


def test_files_that_cannot_be_taken(visit: Open) -> None:
    """A broken, foreign or newer file, and one of a role that is not here, is said so and changes nothing."""
    page = visit(HERE)
    choose(page, "Level 2 (Competent)")
    for text, said in (
        ("{", "broken or no JSON file"),
        ('{"name": "package"}', "holds no self-assessment"),
        (exported(version=2), "newer handbook"),
        (exported(answers={"api-design": 7}), "Parts of this file are broken"),
        (exported(role=7), "Parts of this file are broken"),
        (exported(role="gone", title="Gone"), "“Gone”, a role without a ladder in this handbook"),
    ):
        import_file(page, text)
        expect(notice(page)).to_contain_text(said)
        expect(notice(page)).to_contain_text("Nothing was changed.")
    expect(question(page).get_by_role("radio", name="Level 2 (Competent)")).to_be_checked()


def test_importing_over_answers_asks(visit: Open) -> None:
    """What only the file has is added; where both differ the page asks, and undo takes all of it back."""
    page = visit(HERE)
    choose(page, "Level 2 (Competent)")
    text = exported(
        answers={"api-design": saved_answer("level-3-expert"), "security": saved_answer("level-1-novice")}
    )
    import_file(page, text)
    expect(question(page, "Security").get_by_role("radio", name="Level 1")).to_be_checked()
    expect(question(page).get_by_role("radio", name="Level 2")).to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Which one do you keep?")).to_be_hidden()
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()
    import_file(page, text)
    expect(page.get_by_role("button", name="Keep what is here: Level 2 (Competent)")).to_be_visible()
    page.get_by_role("button", name="Take the new one: Level 3 (Expert)").click()
    expect(question(page).get_by_role("radio", name="Level 3")).to_be_checked()
    expect(page.get_by_text("Which one do you keep?")).to_be_hidden()


def test_sharing_by_an_address(visit: Open, browser: Browser) -> None:
    """The link shows the levels read only, evidence only when ticked, and no request ever carries it."""
    page = visit(HERE)
    choose(page, "Level 3 (Expert)")
    evidence(page).fill("Secret work")
    page.get_by_role("button", name="Share").click()
    bare = page.get_by_label("Link").input_value()
    page.get_by_label("with evidence").check()
    full = page.get_by_label("Link").input_value()
    assert "?role=backend-engineer#a=" in bare
    assert len(full) > len(bare)

    context = browser.new_context()
    other, asked = context.new_page(), []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(bare)
    expect(other.get_by_text("It is read only")).to_be_visible()
    expect(question(other).get_by_role("radio", name="Level 3")).to_be_checked()
    expect(question(other).get_by_role("radio", name="Level 1")).to_be_disabled()
    expect(evidence(other)).to_have_value("")
    assert not other.evaluate("Object.keys(localStorage).filter(key => key.includes('assessment')).length")
    other.goto("about:blank")
    other.goto(full)
    expect(evidence(other)).to_have_value("Secret work")
    expect(evidence(other)).not_to_be_editable()
    secret = full.partition("#a=")[2]
    assert not [url for url in asked if secret in url.partition("#")[0]]

    other.get_by_role("link", name="Go to my own").click()
    expect(other.get_by_text("0 of 5 answered.")).to_be_visible()
    choose(other, "Level 1 (Novice)")
    other.goto(full)
    expect(question(other).get_by_role("radio", name="Level 3")).to_be_checked()
    other.get_by_role("button", name="Keep as mine").click()
    expect(other.get_by_role("button", name="Keep what is here: Level 1 (Novice)")).to_be_visible()
    expect(question(other).get_by_role("radio", name="Level 1")).to_be_checked()
    other.get_by_role("button", name="Take the new one: Level 3 (Expert)").click()
    expect(question(other).get_by_role("radio", name="Level 3")).to_be_checked()
    expect(evidence(other)).to_have_value("Secret work")
    other.goto(full[:-7])
    expect(notice(other)).to_contain_text("The shared link cannot be read")
    expect(question(other).get_by_role("radio", name="Level 3")).to_be_enabled()
    context.close()
