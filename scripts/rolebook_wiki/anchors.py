"""The places within pages that links lead to; only these need an anchor in a wiki."""

from collections import defaultdict
from collections.abc import Mapping, Set

from lxml import html

from rolebook_wiki.link import linked_page
from rolebook_wiki.page import WikiHandbook


def linked_anchors(handbook: WikiHandbook) -> Mapping[str, Set[str]]:
    """Return, by the id of a page, the ids in it that links lead to."""
    anchors: dict[str, set[str]] = defaultdict(set)
    for page in handbook.pages:
        for link in html.fromstring(page.html).cssselect("a[href]"):
            target, anchor = linked_page(link.get("href", ""), page.id) or ("", "")
            if anchor:
                anchors[target].add(anchor)
    return anchors
