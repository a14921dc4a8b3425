"""Headings on paper: in the order of the spec, and none that skips a level on the way down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.model.document import Product
from rolebook.presentation.tree import Headline
from rolebook.printing.role_content import SECTION_LEVEL, without_skipped_levels
from tests.printing.conftest import SPEC, Draw

_HEADINGS = st.lists(st.integers(3, 6), max_size=12)


def on_paper(levels: list[int]) -> list[int]:
    """Return at which levels subheadings of these are printed."""
    parts = without_skipped_levels(Headline(f"H{level}", level, "") for level in levels)
    return [part.level for part in parts if isinstance(part, Headline)]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ([3, 4, 3], [3, 4, 3]),
        ([4, 3], [3, 3]),
        ([5, 4, 3, 4], [3, 3, 3, 4]),
        ([3, 5, 5, 4, 6], [3, 4, 4, 4, 5]),
        ([6, 6], [3, 3]),
    ],
)
def test_levels_that_authors_leave_out(written: list[int], printed: list[int]) -> None:
    """A heading stands one level below the one that it is deeper than."""
    assert on_paper(written) == printed


@given(_HEADINGS)
def test_no_level_is_skipped(levels: list[int]) -> None:
    """Each heading goes down by one level at most, and nothing changes that needs none."""
    found = on_paper(levels)
    assert all(now - before <= 1 for before, now in zip([SECTION_LEVEL, *found], found, strict=False))
    assert on_paper(found) == found


def test_a_deep_heading_before_a_higher_one(draw: Draw) -> None:
    """Such a role is printed, in order, as PDF/UA."""
    areas = "## Core Responsibilities\n\n##### In short\n\nAll of it.\n\n### Area one\n\n- Care\n\n#### More\n\n- Of it\n"
    shop = draw({"roles/quality/qa-engineer.md": SPEC + areas})
    for product, role in ((Product.BOOKLET, "qa-engineer"), (Product.BOOK, "")):
        pdf = shop.pdf(product, role)
        assert pdf.failures("ua1") == []
        places = [pdf.text.rindex(heading) for heading in ("In short", "Area one", "More")]
        assert places == sorted(places)
