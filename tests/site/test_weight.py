"""What a page weighs: a reader on a phone waits for every byte that Rolebook adds."""

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site.reading import address

BUDGET = 40 * 1024
PAGES = {
    "home": "/",
    "role": "/roles/backend-engineer/",
    "roles": "/roles/",
    "ladder": "/ladders/engineering-manager/",
    "checklist": "/checklists/backend-engineer/",
    "checklists": "/checklists/",
    "compare": "/compare/",
    "organization": "/organization/",
    "workflow": "/workflows/backend-engineer/api-development-workflow/",
    "references": "/references/",
}
_ADDED = re.compile(r'(?:href|src)="([^"]*assets/rolebook/[^"]*\.(?:css|js))"')


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_scripts_and_styles_stay_light(shipped: Mapping[str, Path], path: str) -> None:
    """On a page without a chart, the scripts and styles that Rolebook adds take at most 40 KB, compressed."""
    file = address(shipped["initech"], path)
    added = {(file.parent / name).resolve() for name in _ADDED.findall(file.read_text(encoding="utf-8"))}
    assert added
    assert sum(len(gzip.compress(found.read_bytes())) for found in added) <= BUDGET
