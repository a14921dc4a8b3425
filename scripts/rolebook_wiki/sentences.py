"""What Rolebook itself says on the pages of a wiki, in the handbook's language, as plain text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from rolebook.model.company import Company


@dataclass(frozen=True)
class WikiWords:
    """Sentences and names, in English as they are defined here.

    `{company}` stands for the company's name, `{page}` for a link to a page.
    """

    generated: str = (
        "This page is made from the handbook of {company}. "
        "What is changed here does not reach the handbook; it is noticed, and not overwritten unasked."
    )
    edit: str = "Change it in the handbook."
    edit_in_folder: str = "Change it in the handbook's folder."
    moved: str = "This page is now {page}."
    gone: str = "This page is no longer in the handbook."
    archive: str = "Pages that are no longer in the handbook."
    file: str = "A file of the handbook of {company}."


def words_for(company: Company, messages: Mapping[str, str]) -> WikiWords:
    """Return the words for a company; `messages` are its language's translations of the English ones."""
    spoken = {word.name: messages.get(str(word.default), str(word.default)) for word in fields(WikiWords)}
    return WikiWords(**{name: said.replace("{company}", company.name) for name, said in spoken.items()})
