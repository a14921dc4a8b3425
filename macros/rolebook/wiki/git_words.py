"""What Rolebook itself says on the pages of a git wiki, in the handbook's language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Sentences; `{company}` is its name, `{page}` a link to a page, `{source}` the address of its source."""

    generated: str
    edit_source: str
    edit_folder: str
    moved: str


_ENGLISH = Words(
    "This page is made from the handbook of {company}. What is changed here is found and kept, but does not "
    "reach the handbook.",
    "[Change it in the handbook]({source}).",
    "Change it in the handbook's folder.",
    "This page is now {page}.",
)
_BY_LANGUAGE: Mapping[str, Words] = {
    "en": _ENGLISH,
    "de": Words(
        "Diese Seite wird aus dem Handbuch von {company} erzeugt. Was hier geändert wird, bleibt erhalten, "
        "kommt aber nicht ins Handbuch.",
        "[Im Handbuch ändern]({source}).",
        "Bitte im Ordner des Handbuchs ändern.",
        "Diese Seite heißt jetzt {page}.",
    ),
}


def words_in(language: str) -> Words:
    """Return the words of a language, such as `de` or `de-AT`; English where there are none."""
    return _BY_LANGUAGE.get(language.lower().partition("-")[0], _ENGLISH)
