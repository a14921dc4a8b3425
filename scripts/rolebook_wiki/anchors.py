"""The places within pages that links lead to; only these need an anchor in a wiki."""

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from urllib.parse import unquote

from rolebook_wiki.page import LINK, WikiHandbook

_LINK = re.compile(rf'href="(?:{LINK}([^"#]*))?#([^"]+)"')


def linked_anchors(handbook: WikiHandbook) -> Mapping[str, Set[str]]:
    """Return, by the id of a page, the ids in it that links lead to."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in handbook.pages:
        for target, anchor in _LINK.findall(page.html):
            found[unquote(target) or page.id].add(unquote(anchor))
    return found
