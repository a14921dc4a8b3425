"""What Rolebook asks of a wiki, whichever it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import Action, Existing, Wanted

EDITED_JUST_NOW = "a person edited it just now"


class WikiError(Exception):
    """The wiki cannot be read or written; the message says what to do about it."""


class EditedMeanwhileError(Exception):
    """The wiki is not as the plan saw it, so a step was not taken; the message says what differs."""


@dataclass(frozen=True)
class State:
    """What stands in a wiki.

    `pages` are those that Rolebook made and those at a wanted title. `published` maps the ids of the pages
    published last to their titles.
    """

    pages: tuple[Existing, ...]
    published: Mapping[str, str]


class Wiki(Protocol):
    """One wiki, into which one handbook is published.

    Files are pages too: their id is `file:` and the site path, their digest that of their bytes.
    """

    def wanted(self, handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages and files as this wiki is to hold them, each before those below it."""

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Return what stands there now, in as few requests as the wiki allows."""

    def text(self, existing: Existing) -> str:
        """Return the text of a page as it stands, for a person to compare."""

    def apply(self, action: Action) -> None:
        """Take one step. Raises `EditedMeanwhileError` where the page is not what the plan saw."""

    def finish(self, published: Mapping[str, str]) -> None:
        """Write down which pages are published at which titles, if that changed.

        Raises `EditedMeanwhileError` where nothing of what was applied could be kept.
        """
