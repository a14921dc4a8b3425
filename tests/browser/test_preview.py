"""A preview in a browser: it follows what is saved, and says what keeps it from being newer."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.cli.conftest import SPEC, Folder, company
from tests.cli.previewing import Preview

BROKEN = SPEC + "\n## Evaluation Matrix\n| C | A | B |\n|---|---|---|\n| Care | a |\n"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Folder, Preview]]:
    """Start a preview of Acme."""
    folder = Folder(tmp_path / "handbook")
    folder.write({"roles/quality/qa-engineer.md": SPEC, "companies/acme.yml": company("Acme")})
    running = Preview(folder, tmp_path / "log.txt")
    running.wait_for("Find what breaks", "roles/qa-engineer/")
    yield folder, running
    running.process.send_signal(signal.SIGTERM)
    running.process.wait()


def test_a_mistake_shows_on_the_page_until_it_is_mended(
    preview: tuple[Folder, Preview], browser: Browser
) -> None:
    """An open page says file, line and what is wrong, over its last good state, and loses it by itself."""
    folder, running = preview
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"http://127.0.0.1:{running.port}/roles/qa-engineer/")
    notice = page.get_by_role("alert")
    folder.write({"roles/quality/qa-engineer.md": BROKEN})
    expect(notice).to_contain_text(
        'roles/quality/qa-engineer.md:9 the matrix row "Care" has 1 cell for 2 levels'
    )
    expect(page.get_by_text("Find what breaks at Acme")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert Axe().run(page).violations_count == 0
    folder.write({"roles/quality/qa-engineer.md": SPEC.replace("Find", "Seek")})
    expect(page.get_by_text("Seek what breaks at Acme")).to_have_count(1)
    expect(notice).to_have_count(0)
    folder.write({"overrides/pages/role.md": "\n\n{{ nothing }}\n"})
    expect(notice).to_contain_text("overrides/pages/role.md:3 'nothing' is undefined")
    page.goto(f"http://127.0.0.1:{running.port}/how-to-use/")
    expect(notice).to_have_count(0)
    page.close()
