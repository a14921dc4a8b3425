"""The self-assessment: choosing a role, answering, aiming, planning."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.assessing import (
    API,
    HERE,
    choose,
    evidence,
    picture_row,
    question,
    saved_answer,
    violations,
)
from tests.browser.conftest import Open


def test_a_role_page_leads_to_a_choice_that_is_saved(visit: Open) -> None:
    """From the role's page one comes to its questions; what is chosen is marked, as is the next level, and stays."""
    page = visit("/roles/backend-engineer/")
    page.get_by_role("article").get_by_role("link", name="Self-assessment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Senior Backend Engineer Self-assessment")
    expect(page.get_by_text("0 of 5 answered.")).to_be_visible()
    expect(question(page)).to_contain_text("API architecture")
    choose(page, "Level 2 (Competent)")
    next_level = question(page).locator(".rb-answer--next")
    expect(next_level).to_contain_text("next")
    expect(next_level).to_contain_text("API architecture")
    choose(page, "Not yet", "Security")
    evidence(page).fill("Wrote the billing API")
    page.reload()
    expect(question(page).get_by_role("radio", name="Level 2 (Competent)")).to_be_checked()
    expect(question(page, "Security").get_by_role("radio", name="Not yet")).to_be_checked()
    expect(evidence(page)).to_have_value("Wrote the billing API")
    expect(page.get_by_text("2 of 5 answered. Saved in this browser.")).to_be_visible()
    page.get_by_role("button", name="Clear the answer for Security").click()
    expect(page.get_by_text("1 of 5 answered.")).to_be_visible()


def test_by_keyboard(visit: Open) -> None:
    """Every level is reached and chosen with the keys alone."""
    page = visit(HERE)
    question(page).get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(question(page).get_by_role("radio", name="Level 2")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("seen")
    expect(evidence(page)).to_have_value("seen")


def test_picture_target_and_gaps(visit: Open) -> None:
    """Bars and a table show where one stands and the target; the gaps quote every level on the way."""
    page = visit(HERE)
    choose(page, "Level 1 (Novice)")
    choose(page, "Level 3 (Expert)", "Security")
    choose(page, "Not yet", "Performance")
    expect(page.get_by_label("Target level").locator("option").first).to_have_text(
        "Next level (Level 1 (Novice))"
    )
    page.get_by_label("Target level").select_option(label="Level 3 (Expert)")
    expect(picture_row(page)).to_have_text("API DesignLevel 1 (Novice)Level 3 (Expert)")
    expect(picture_row(page, "Performance")).to_contain_text("Not yet")
    expect(picture_row(page, "Database Skills")).to_contain_text("Not answered")
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
    choose(page, "Level 2 (Competent)")
    page.get_by_label("Target role").select_option("backend-lead")
    plan = page.get_by_role("region", name="Growth plan")
    expect(plan.get_by_role("heading", level=2)).to_contain_text("Backend Lead, Level 1 (Novice)")
    expect(plan.get_by_role("heading", name="Mentoring new")).to_be_visible()
    page.get_by_label("Target level").select_option(label="Level 3 (Expert)")
    gap = plan.locator(".rb-gap").filter(has=page.get_by_role("heading", name=API))
    expect(gap).to_contain_text("Advanced patterns")
    expect(gap).to_contain_text("Runs contract reviews across teams")
    expect(picture_row(page, "Mentoring")).to_have_text("MentoringnewLevel 3 (Expert)")
    page.reload()
    expect(page.get_by_label("Target role")).to_have_value("backend-lead")


def test_the_plan_on_paper(visit: Open, tmp_path: Path) -> None:
    """The plan keeps what one will do, and prints on two pages: no controls, with name, date and picture."""
    page = visit(HERE)
    for name in (API, "Database Skills", "Distributed Systems", "Performance", "Security"):
        choose(page, "Not yet", name)
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


def test_roles_that_cannot_be_assessed(visit: Open) -> None:
    """A role that is not here is said so with a picker; one without a ladder leads to its page."""
    page = visit("/assessment/?role=astronaut")
    expect(page.get_by_role("alert")).to_contain_text("This handbook has no role “astronaut”.")
    expect(page.get_by_role("combobox", name="Role")).to_be_visible()
    saved = {
        "version": 1,
        "role": "astronaut",
        "title": "Astronaut",
        "answers": {"flying": saved_answer("ace")},
    }
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


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing(visit: Open, scheme: str, width: int) -> None:
    """With answers, gaps, a snapshot, the table and the link on show, axe-core finds nothing and nothing overflows."""
    page = visit(HERE, company="cyan-and-sons", scheme=scheme, width=width)
    choose(page, "Professional")
    page.get_by_role("button", name="Save a snapshot").click()
    page.get_by_role("button", name="Show as a table").click()
    page.get_by_role("button", name="Share").click()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if scheme == "light":
        page.goto(page.url.partition("?")[0])
        assert not violations(page)


def test_in_german(visit: Open) -> None:
    """A German handbook asks, draws and plans in German."""
    page = visit(HERE, company="nordlicht")
    question(page).get_by_role("radio").nth(1).check()
    shown = page.get_by_role("main").inner_text()
    for words in (
        "1 von 5 beantwortet. In diesem Browser gespeichert.",
        "Entwicklungsplan",
        "Stand festhalten",
    ):
        assert words in shown
    for words in ("Target", "Snapshot", "Evidence", "Not yet", "Growth", "answered", "next"):
        assert words not in shown
