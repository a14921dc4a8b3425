"""The self-assessment as its tests use it: answering, saving, files."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.browser.test_reading import RULES

HERE = "/assessment/?role=backend-engineer"
SAVED = "rolebook:/:assessment:backend-engineer"
API = "API Design"


def question(page: Page, name: str = API) -> Locator:
    """Return the question about a competency."""
    return page.get_by_role("group", name=name)


def choose(page: Page, level: str, name: str = API) -> None:
    """Answer the question about a competency with a level."""
    question(page, name).get_by_role("radio", name=level).check()


def evidence(page: Page, name: str = API) -> Locator:
    """Return the field for the evidence of an answer."""
    return question(page, name).get_by_label("Evidence")


def picture_row(page: Page, name: str = API) -> Locator:
    """Return the row of a competency in the table of the picture."""
    return page.get_by_role("row", name=name)


def notice(page: Page) -> Locator:
    """Return where the page says what just happened."""
    return page.locator(".rb-notice")


def leave_saved(page: Page, saved: Mapping[str, Any]) -> None:
    """Leave in the browser what an earlier visit, or an earlier handbook, would have left."""
    page.evaluate("([key, value]) => localStorage.setItem(key, JSON.stringify(value))", [SAVED, saved])
    page.reload()


def import_file(page: Page, text: str) -> None:
    """Import a file with a text."""
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Import").click()
    chosen.value.set_files({"name": "mine.json", "mimeType": "application/json", "buffer": text.encode()})


def export(page: Page) -> dict[str, Any]:
    """Export the answers, and read the file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert re.fullmatch(
        r"self-assessment-backend-engineer-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename
    )
    read: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return read


def exported(**parts: Any) -> str:
    """Return a file as an export writes it, with other parts."""
    return json.dumps({"rolebook": "assessment", "version": 1, "role": "backend-engineer"} | parts)


def saved_answer(level: str, name: str = "") -> dict[str, str]:
    """Return an answer as a browser keeps it."""
    return {"level": level, "name": name, "competency": API, "words": ""}


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe-core finds on the page as it stands."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(one["id"], str(node["target"])) for one in found for node in one["nodes"]]
