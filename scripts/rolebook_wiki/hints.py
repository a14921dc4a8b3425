"""What a page tells wikis beyond what HTML says: `<span data-wiki="apart">`.

[TEMPLATES.md](../../TEMPLATES.md) tells it to those who write templates.
"""

from enum import StrEnum

from lxml.html import HtmlElement

from rolebook.model.problem import BuildError, did_you_mean

HINT = "data-wiki"
"""The attribute that holds a hint."""


class Hint(StrEnum):
    """What an element is where there is no style sheet and no script."""

    LEAVE_OUT = "leave-out"
    """Nothing for a wiki: a control, a heading that only a screen reader needs."""

    KEEP = "keep"
    """Part of the page, though the search leaves it out (`data-search-exclude`)."""

    KIND = "kind"
    """In the title: what kind of page it is, such as "Career ladder"."""

    APART = "apart"
    """Set apart from what is before it by a dot; what is in a link stands behind it."""

    LINE = "line"
    """A list that is written in one line, with dots between its items."""

    WITH_LINK = "with-link"
    """What only invites to follow the links in it, and goes where a wiki cannot keep one of them."""


def hinted(body: HtmlElement, hint: Hint) -> list[HtmlElement]:
    """Return the elements of a page that have a hint, in their order."""
    return [element for element in body.iter() if element.get(HINT) == hint]


def check_hints(page: HtmlElement, address: str) -> None:
    """Raise `BuildError` where the page at an address has a hint that nobody knows."""
    given = dict.fromkeys(element.get(HINT, "") for element in page.cssselect(f"[{HINT}]"))
    unknown = [hint for hint in given if hint not in list(Hint)]
    if unknown:
        raise BuildError(*(_unknown(hint, address) for hint in unknown))


def _unknown(hint: str, address: str) -> str:
    known = ", ".join(Hint)
    return f'/{address}: {HINT}="{hint}" is none of {known}{did_you_mean(hint, list(Hint))}'
