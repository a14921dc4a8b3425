"""What a part says it needs: scripts and style sheets, and what those scripts tell readers."""

import json
import re
from collections.abc import Sequence

from rolebook.assemble.handbook import assemble
from rolebook.load.messages import script_messages
from rolebook.model.company import Company
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup
from rolebook.render.templates import page_context

LOOKUP = Lookup.of(assemble([], Company("a", "companies/a.yml", "A")))


def _needs(names: Sequence[str]) -> tuple[str, list[str]]:
    """Return what a part shows that needs these files, and which files its page loads."""
    loaded: list[str] = []
    told = {"own.js": ["No <change>"], "quiet.js": []}
    context = page_context(
        LOOKUP, Links({}, ""), "", False, loaded.extend, lambda name: told.get(name, ()), str.upper
    )
    return str(context["needs"](*names)), loaded


def test_a_script_gets_its_messages_in_the_handbooks_language() -> None:
    """Messages come along with the script that says them, as data in which no markup ends the element."""
    shown, loaded = _needs(["own.js", "own.css"])
    assert loaded == ["own.js", "own.css"]
    data = re.fullmatch(r'<script type="application/json" data-rb-words>([^<]*)</script>', shown)
    assert data
    assert json.loads(data[1]) == {"No <change>": "NO <CHANGE>"}


def test_what_tells_nothing_shows_nothing() -> None:
    """A style sheet, a script without words and a script of the folder's own add nothing to a page."""
    assert _needs(["own.css", "quiet.js", "mine.js"])[0] == ""


def test_scripts_that_ship_have_their_messages_listed() -> None:
    """Each script that speaks is in the list, by the name that parts need it by."""
    assert {"ladder.js", "checklist.js", "assessment.js"} <= script_messages().keys()
