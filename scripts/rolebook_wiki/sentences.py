"""What Rolebook itself says on the pages of a wiki, in the handbook's language, as plain text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from rolebook.model.company import Company


@dataclass(frozen=True)
class Sentences:
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


def sentences_for(company: Company, messages: Mapping[str, str]) -> Sentences:
    """Return the sentences for a company; `messages` are its language's translations of the English ones."""
    english = {sentence.name: str(sentence.default) for sentence in fields(Sentences)}
    translated = {name: messages.get(sentence, sentence) for name, sentence in english.items()}
    return Sentences(
        **{name: sentence.replace("{company}", company.name) for name, sentence in translated.items()}
    )
