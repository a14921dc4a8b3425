"""What Rolebook itself says on the pages of a wiki."""

from dataclasses import asdict

from rolebook.load.messages import messages
from rolebook.model.company import Company
from rolebook.resources import default_overrides
from rolebook_wiki.sentences import Sentences, sentences_for

GERMAN = messages([default_overrides()], "de")


def test_every_word_is_german_in_a_german_handbook() -> None:
    """Each has its translation among the theme's, with the same places for names."""
    english = asdict(Sentences())
    for name, said in asdict(sentences_for(Company("acme", "", "{company}"), GERMAN)).items():
        assert said != english[name]
        assert ("{page}" in said, "{company}" in said) == (
            "{page}" in english[name],
            "{company}" in english[name],
        )


def test_a_language_without_words_is_english() -> None:
    """The company's name stands in the sentence as it is."""
    words = sentences_for(Company("acme", "", "Käse & {page}"), {})
    assert words.generated.startswith("This page is made from the handbook of Käse & {page}. ")
