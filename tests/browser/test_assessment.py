"""The self-assessment: answering, aiming, keeping, sharing, and what happens when something goes wrong."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Open, serve
from tests.browser.test_reading import RULES

HERE = "/assessment/?role=backend-engineer"
SAVED = "rolebook:/:assessment:backend-engineer"
API = "API Design"
FAIL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
FORBID = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
)


def _question(page: Page, name: str = API) -> Locator:
    return page.get_by_role("group", name=name)


def _choose(page: Page, level: str, name: str = API) -> None:
    _question(page, name).get_by_role("radio", name=level).check()


def _evidence(page: Page, name: str = API) -> Locator:
    return _question(page, name).get_by_label("Evidence")


def _row(page: Page, name: str = API) -> Locator:
    return page.get_by_role("row", name=name)


def _notice(page: Page) -> Locator:
    return page.locator(".rb-notice")


def _save(page: Page, saved: Mapping[str, Any]) -> None:
    """Leave in the browser what an earlier visit, or an earlier handbook, would have left."""
    page.evaluate("([key, value]) => localStorage.setItem(key, JSON.stringify(value))", [SAVED, saved])
    page.reload()


def _import(page: Page, text: str) -> None:
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Import").click()
    chosen.value.set_files({"name": "mine.json", "mimeType": "application/json", "buffer": text.encode()})


def _export(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert re.fullmatch(
        r"self-assessment-backend-engineer-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename
    )
    read: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return read


def _file(**parts: Any) -> str:
    return json.dumps({"rolebook": "assessment", "version": 1, "role": "backend-engineer"} | parts)


def _answer(level: str, name: str = "") -> dict[str, str]:
    return {"level": level, "name": name, "competency": API, "words": ""}


def test_a_role_page_leads_to_a_choice_that_is_saved(visit: Open) -> None:
    """From the role's page one comes to its questions; what is chosen is marked, as is the next level, and stays."""
    page = visit("/roles/backend-engineer/")
    page.get_by_role("article").get_by_role("link", name="Self-assessment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Senior Backend Engineer Self-assessment")
    expect(page.get_by_text("0 of 5 answered.")).to_be_visible()
    expect(_question(page)).to_contain_text("API architecture")
    _choose(page, "Level 2 (Competent)")
    next_level = _question(page).locator(".rb-answer--next")
    expect(next_level).to_contain_text("next")
    expect(next_level).to_contain_text("API architecture")
    _choose(page, "Not yet", "Security")
    _evidence(page).fill("Wrote the billing API")
    page.reload()
    expect(_question(page).get_by_role("radio", name="Level 2 (Competent)")).to_be_checked()
    expect(_question(page, "Security").get_by_role("radio", name="Not yet")).to_be_checked()
    expect(_evidence(page)).to_have_value("Wrote the billing API")
    expect(page.get_by_text("2 of 5 answered. Saved in this browser.")).to_be_visible()
    page.get_by_role("button", name="Clear the answer for Security").click()
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()


def test_by_keyboard(visit: Open) -> None:
    """Every level is reached and chosen with the keys alone."""
    page = visit(HERE)
    _question(page).get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(_question(page).get_by_role("radio", name="Level 2")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("seen")
    expect(_evidence(page)).to_have_value("seen")


def test_picture_target_and_gaps(visit: Open) -> None:
    """Bars and a table show where one stands and the target; the gaps quote every level on the way."""
    page = visit(HERE)
    _choose(page, "Level 1 (Novice)")
    _choose(page, "Level 3 (Expert)", "Security")
    _choose(page, "Not yet", "Performance")
    expect(page.get_by_label("Target level").locator("option").first).to_have_text(
        "Next level (Level 1 (Novice))"
    )
    page.get_by_label("Target level").select_option(label="Level 3 (Expert)")
    expect(_row(page)).to_have_text("API DesignLevel 1 (Novice)Level 3 (Expert)")
    expect(_row(page, "Performance")).to_contain_text("Not yet")
    expect(_row(page, "Database Skills")).to_contain_text("Not answered")
    bars = page.locator(".rb-bar")
    expect(bars).to_have_count(5)
    expect(bars.nth(0).locator(".rb-bar__have")).to_have_attribute("width", "25%")
    expect(bars.nth(0).locator(".rb-bar__way")).to_have_attribute("width", "50%")
    assert "rb-hatch" in bars.nth(0).locator(".rb-bar__way").evaluate("e => getComputedStyle(e).fill")
    page.get_by_role("button", name="Show as a table").click()
    expect(page.locator(".rb-bars__table")).to_be_in_viewport()
    plan = page.get_by_role("region", name="Growth plan")
    expect(plan.get_by_role("heading", level=3)).to_have_text(
        [API, "Performance", "References", "Ways to learn"]
    )
    gap = plan.locator(".rb-gap").first
    for words in ("Basic REST", "Advanced patterns", "API architecture"):
        expect(gap).to_contain_text(words)
    expect(gap).not_to_contain_text("API standards leader")
    expect(plan).to_contain_text("Not answered yet: Database Skills, Distributed Systems")
    expect(plan.get_by_role("link", name="Building Microservices")).to_be_visible()
    expect(plan).to_contain_text("Study distributed systems design")


def test_another_role_as_the_target(visit: Open) -> None:
    """Aiming at another role loads it; its competencies are matched, and those the own role lacks are new."""
    page = visit(HERE)
    _choose(page, "Level 2 (Competent)")
    page.get_by_label("Target role").select_option("backend-lead")
    plan = page.get_by_role("region", name="Growth plan")
    expect(plan.get_by_role("heading", level=2)).to_contain_text("Backend Lead, Level 1 (Novice)")
    expect(plan.get_by_role("heading", name="Mentoring new")).to_be_visible()
    page.get_by_label("Target level").select_option(label="Level 3 (Expert)")
    gap = plan.locator(".rb-gap").filter(has=page.get_by_role("heading", name=API))
    expect(gap).to_contain_text("Advanced patterns")
    expect(gap).to_contain_text("Runs contract reviews across teams")
    expect(_row(page, "Mentoring")).to_have_text("MentoringnewLevel 3 (Expert)")
    page.reload()
    expect(page.get_by_label("Target role")).to_have_value("backend-lead")


def test_the_plan_on_paper(visit: Open, tmp_path: Path) -> None:
    """The plan keeps what one will do, and prints on two pages: no controls, with name, date and picture."""
    page = visit(HERE)
    for name in (API, "Database Skills", "Distributed Systems", "Performance", "Security"):
        _choose(page, "Not yet", name)
    page.get_by_label("Target level").select_option(label="Level 4 (Master)")
    page.get_by_label("What I will do").first.fill("Review the billing API")
    page.get_by_label("With whom").first.fill("Ada")
    page.get_by_label("By when").first.fill("June")
    page.get_by_label("Name").fill("Grace")
    page.reload()
    expect(page.get_by_label("With whom").first).to_have_value("Ada")
    page.emulate_media(media="print")
    expect(page.get_by_text("Where you stand")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Date: ")).to_be_visible()
    expect(page.locator(".rb-bar").first).to_be_visible()
    assert page.locator(".rb-plan .rb-grow").first.get_attribute("data-value") == "Grace"
    printed = page.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2


def test_snapshots_and_the_change_between_them(visit: Open) -> None:
    """Several dated snapshots are kept; what changed between two is listed; a deleted one comes back by undo."""
    page = visit(HERE)
    page.clock.install(time="2026-03-02T09:00:00")
    take = page.get_by_role("button", name="Save a snapshot")
    take.click()
    expect(_notice(page)).to_contain_text("nothing to keep yet")
    _choose(page, "Level 1 (Novice)")
    take.click()
    page.clock.fast_forward("24:00:00")
    _choose(page, "Level 2 (Competent)")
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
    _choose(page, "Level 2 (Competent)")
    _evidence(page).fill("Größe & <b>")
    exported = _export(page)
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
    expect(_evidence(page)).to_have_value("Größe & <b>")
    erase.click()
    assert page.evaluate("localStorage.length") == page.evaluate(
        "Object.keys(localStorage).filter(key => !key.includes('assessment')).length"
    )
    page.goto(page.url.partition("?")[0])
    expect(page.get_by_text("None yet.")).to_be_visible()
    _import(page, json.dumps(exported))
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()
    expect(_evidence(page)).to_have_value("Größe & <b>")


def test_files_that_cannot_be_taken(visit: Open) -> None:
    """A broken, foreign or newer file, and one of a role that is not here, is said so and changes nothing."""
    page = visit(HERE)
    _choose(page, "Level 2 (Competent)")
    for text, said in (
        ("{", "broken or no JSON file"),
        ('{"name": "package"}', "holds no self-assessment"),
        (_file(version=2), "newer handbook"),
        (_file(answers={"api-design": 7}), "Parts of this file are broken"),
        (_file(role=7), "Parts of this file are broken"),
        (_file(role="gone", title="Gone"), "“Gone”, a role without a ladder in this handbook"),
    ):
        _import(page, text)
        expect(_notice(page)).to_contain_text(said)
        expect(_notice(page)).to_contain_text("Nothing was changed.")
    expect(_question(page).get_by_role("radio", name="Level 2 (Competent)")).to_be_checked()


def test_importing_over_answers_asks(visit: Open) -> None:
    """What only the file has is added; where both differ the page asks, and undo takes all of it back."""
    page = visit(HERE)
    _choose(page, "Level 2 (Competent)")
    text = _file(answers={"api-design": _answer("level-3-expert"), "security": _answer("level-1-novice")})
    _import(page, text)
    expect(_question(page, "Security").get_by_role("radio", name="Level 1")).to_be_checked()
    expect(_question(page).get_by_role("radio", name="Level 2")).to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Which one do you keep?")).to_be_hidden()
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()
    _import(page, text)
    expect(page.get_by_role("button", name="Keep what is here: Level 2 (Competent)")).to_be_visible()
    page.get_by_role("button", name="Take the new one: Level 3 (Expert)").click()
    expect(_question(page).get_by_role("radio", name="Level 3")).to_be_checked()
    expect(page.get_by_text("Which one do you keep?")).to_be_hidden()


def test_sharing_by_an_address(visit: Open, browser: Browser) -> None:
    """The link shows the levels read only, evidence only when ticked, and no request ever carries it."""
    page = visit(HERE)
    _choose(page, "Level 3 (Expert)")
    _evidence(page).fill("Secret work")
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
    expect(_question(other).get_by_role("radio", name="Level 3")).to_be_checked()
    expect(_question(other).get_by_role("radio", name="Level 1")).to_be_disabled()
    expect(_evidence(other)).to_have_value("")
    assert not other.evaluate("Object.keys(localStorage).filter(key => key.includes('assessment')).length")
    other.goto("about:blank")
    other.goto(full)
    expect(_evidence(other)).to_have_value("Secret work")
    expect(_evidence(other)).not_to_be_editable()
    secret = full.partition("#a=")[2]
    assert not [url for url in asked if secret in url.partition("#")[0]]

    other.get_by_role("link", name="Go to my own").click()
    expect(other.get_by_text("0 of 5 answered.")).to_be_visible()
    _choose(other, "Level 1 (Novice)")
    other.goto(full)
    expect(_question(other).get_by_role("radio", name="Level 3")).to_be_checked()
    other.get_by_role("button", name="Keep as mine").click()
    expect(other.get_by_role("button", name="Keep what is here: Level 1 (Novice)")).to_be_visible()
    expect(_question(other).get_by_role("radio", name="Level 1")).to_be_checked()
    other.get_by_role("button", name="Take the new one: Level 3 (Expert)").click()
    expect(_question(other).get_by_role("radio", name="Level 3")).to_be_checked()
    expect(_evidence(other)).to_have_value("Secret work")
    other.goto(full[:-7])
    expect(_notice(other)).to_contain_text("The shared link cannot be read")
    expect(_question(other).get_by_role("radio", name="Level 3")).to_be_enabled()
    context.close()


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
    _save(
        page,
        {
            "version": 1,
            "answers": {
                "api-design": old,
                "fortran": gone,
                "security": _answer("level-1-novice") | {"words": "Locks the door"},
            },
            "evidence": {"fortran": "A whole deck"},
        },
    )
    expect(_question(page)).to_contain_text("Outdated: you chose Level 9 (Guru): “Knows it all”.")
    expect(_question(page, "Security")).to_contain_text("it read “Locks the door”")
    expect(_question(page, "Security").get_by_role("radio", name="Level 1")).to_be_checked()
    outdated = page.get_by_role("region", name="Outdated answers")
    for words in ("Fortran", "Level 1 (Novice): “Punches cards”", "A whole deck"):
        expect(outdated).to_contain_text(words)
    _choose(page, "Level 2 (Competent)", "Performance")
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
    _choose(page, "Level 2 (Competent)")
    expect(_notice(page)).to_contain_text("refuses to save")
    page.evaluate("document.querySelector('.rb-notice').replaceChildren()")
    _choose(page, "Level 1 (Novice)", "Security")
    expect(_notice(page)).to_be_empty()
    expect(page.get_by_text("2 of 5 answered. Not saved")).to_be_visible()
    assert sorted(_export(page)["answers"]) == ["api-design", "security"]
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_two_tabs(visit: Open) -> None:
    """A tab takes over what another one saved; where it has an unsaved edit of the same entry, it asks."""
    page = visit(HERE)
    other = page.context.new_page()
    other.goto(page.url)
    _choose(page, "Level 2 (Competent)")
    expect(_question(other).get_by_role("radio", name="Level 2")).to_be_checked()
    _evidence(other).fill("From the other tab")
    expect(_evidence(page)).to_have_value("From the other tab")

    page.evaluate(f"() => {{ {FAIL} }}")
    _choose(page, "Level 4 (Master)")
    _choose(other, "Level 3 (Expert)")
    _choose(other, "Level 1 (Novice)", "Security")
    expect(_question(page, "Security").get_by_role("radio", name="Level 1")).to_be_checked()
    expect(_question(page).get_by_role("radio", name="Level 4")).to_be_checked()
    expect(page.get_by_role("button", name="Keep what is here: Level 4 (Master)")).to_be_visible()
    page.get_by_role("button", name="Take the other tab's: Level 3 (Expert)").click()
    expect(_question(page).get_by_role("radio", name="Level 3")).to_be_checked()

    other.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("0 of 5 answered.")).to_be_visible()
    other.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 of 5 answered.")).to_be_visible()


def test_roles_that_cannot_be_assessed(visit: Open) -> None:
    """A role that is not here is said so with a picker; one without a ladder leads to its page."""
    page = visit("/assessment/?role=astronaut")
    expect(page.get_by_role("alert")).to_contain_text("This handbook has no role “astronaut”.")
    expect(page.get_by_role("combobox", name="Role")).to_be_visible()
    saved = {"version": 1, "role": "astronaut", "title": "Astronaut", "answers": {"flying": _answer("ace")}}
    page.evaluate(
        "value => localStorage.setItem('rolebook:/:assessment:astronaut', JSON.stringify(value))", saved
    )
    page.reload()
    expect(page.get_by_role("region", name="Outdated answers")).to_contain_text(API)
    expect(page.get_by_role("button", name="Export")).to_be_visible()
    bare = {"id": "qa-lead", "title": "QA Lead", "matrices": [], "url": "../roles/qa-lead/"}
    page.route(
        "**/data/roles/qa-lead.js",
        lambda route: route.fulfill(
            content_type="text/javascript", body=f"rolebook.receive('qa-lead', {json.dumps(bare)})"
        ),
    )
    page.goto(page.url.replace("astronaut", "qa-lead"))
    expect(page.get_by_role("alert")).to_contain_text("no career ladder yet")
    page.get_by_role("alert").get_by_role("link", name="QA Lead").click()
    expect(page).to_have_url(re.compile(r"/roles/qa-lead/$"))


def test_the_list_of_what_was_begun(visit: Open) -> None:
    """Without a role one picks it by department, and finds what was begun here, to go on or to erase."""
    page = visit("/assessment/")
    expect(page.locator("optgroup[label=Engineering] option").first).to_be_attached()
    page.get_by_role("combobox", name="Role").select_option("backend-engineer")
    page.get_by_role("button", name="Begin").click()
    _choose(page, "Level 2 (Competent)")
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
    _choose(page, "Level 2 (Competent)")
    page.goto(f"{one_host}/cyan-and-sons/handbook{HERE}")
    expect(_question(page)).to_contain_text("Professional")
    expect(page.get_by_text("0 of 5 answered.")).to_be_visible()
    page.goto(f"{one_host}/cyan-and-sons/handbook/assessment/")
    expect(page.get_by_text("None yet.")).to_be_visible()
    page.goto(f"{one_host}/initech{HERE}")
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing(visit: Open, scheme: str, width: int) -> None:
    """With answers, gaps, a snapshot, the table and the link on show, axe-core finds nothing and nothing overflows."""
    page = visit(HERE, company="cyan-and-sons", scheme=scheme, width=width)
    _choose(page, "Professional")
    page.get_by_role("button", name="Save a snapshot").click()
    page.get_by_role("button", name="Show as a table").click()
    page.get_by_role("button", name="Share").click()
    assert not _violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if scheme == "light":
        page.goto(page.url.partition("?")[0])
        assert not _violations(page)


def _violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(one["id"], str(node["target"])) for one in found for node in one["nodes"]]


def test_in_german(visit: Open) -> None:
    """A German handbook asks, draws and plans in German."""
    page = visit(HERE, company="nordlicht")
    _question(page).get_by_role("radio").nth(1).check()
    shown = page.get_by_role("main").inner_text()
    for words in (
        "1 von 5 beantwortet. In diesem Browser gespeichert.",
        "Entwicklungsplan",
        "Stand festhalten",
    ):
        assert words in shown
    for words in ("Target", "Snapshot", "Evidence", "Not yet", "Growth", "answered", "next"):
        assert words not in shown
