"""A handbook whose authors of roles and facts are hostile, opened in Chromium: nothing of theirs runs or asks."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import build, serve

VALUES = {
    "SCRIPT": "\"'><script>window.ran=1</script><img src=x onerror='window.ran=1'>",
    "LINK": "javascript:window.ran=1",
    "HANDLER": "' onfocus='window.ran=1' autofocus='\" onfocus=\"window.ran=1\" autofocus=\"",
    "HOST": "//other.invalid/x",
    "EMPTY": "",
}
PLACES = """\
<b title='{{ X }}' class="{{ X }}" id='a{{ X }}'>{{ X }}</b> <a href='{{ X }}'>a</a> <a href="{{ X }}">b</a>
<form action='{{ X }}'><input name="{{ X }}" value='{{ X }}'><button formaction='{{ X }}'>c</button></form>
[d]({{ X }}) [e](<https://e.example/{{ X }}> "{{ X }}") `{{ X }}` **{{ X }}**

```html
<i title={{ X }}>{{ X }}</i>
```
"""
SPEC = """\
# Tester {{SCRIPT}}

## Objectives
- <img src="/\\other.invalid/a.png"> <img src='&#47;/other.invalid/b.png' alt="x">
- ![p](https:/other.invalid/c.png) ![q](</\t/other.invalid/d.png>) ![r]({{HOST}}) ![s](/{{EMPTY}}/other.invalid/e.png)
- 0FAC<!-- -->TQZ 0FAC&#84;QQZ {{SCRIPT}} <a href='java&#9;script:window.ran=1'>t</a>
- <b title={{SCRIPT}} onclick={{LINK}}>u</b> <a href={{LINK}}>v</a> <a href='java{{SCRIPT}}:x'>w</a>

## Core Responsibilities
1. **{{HANDLER}}**
   - <style>@import '//other.invalid/f.css'</style> <svg onload='window.ran=1'><image href='//other.invalid/g'/></svg>
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve a handbook that says all this."""
    company = f"name: {json.dumps(VALUES['SCRIPT'])}\nfacts: {json.dumps(VALUES)}\n"
    pages = {f"docs/{name.lower()}.md": f"# Page\n\n{PLACES.replace('X', name)}" for name in VALUES}
    folder: Path = tmp_path_factory.mktemp("hostile")
    files = {"roles/qa/tester.md": SPEC, "companies/acme.yml": company, **pages}
    with serve(build(folder, files)) as address:
        yield address


PAGES = ("", "roles/tester/", "roles/", "search/", *(f"{name.lower()}/" for name in VALUES))


def test_nothing_of_theirs_runs_or_asks(browser: Browser, hostile: str) -> None:
    """On every page, wherever a value or text stands, with every link and button clicked that leads to a script."""
    page, asked = browser.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(f"{hostile}/{path}")
        assert page.evaluate("window.ran === undefined"), path
        hrefs = page.eval_on_selector_all(
            "a, form, button", "all => all.flatMap(e => [e.href, e.action, e.formAction])"
        )
        assert not [href for href in hrefs if str(href).lower().startswith(("javascript:", "data:"))], path
    page.close()
    assert [url for url in asked if not url.startswith((hostile, "data:"))] == []


def test_words_that_look_like_placeholders(browser: Browser, hostile: str) -> None:
    """Text that spells what once stood for facts is text, and facts beside it are themselves."""
    page = browser.new_page()
    page.goto(f"{hostile}/roles/tester/")
    read = page.inner_text("article")
    assert "0FACTQZ 0FACTQQZ \"'><script>window.ran=1</script>" in read
    page.close()
