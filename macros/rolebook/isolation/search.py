"""The search for secrets in what files say."""

from collections.abc import Container, Iterable, Iterator, Mapping

from rolebook.isolation.secrets import Secret, Secrets, is_ordinary
from rolebook.isolation.words import Words, phrases, words

_EXCERPT = 80


class Search:
    """Looks for every secret at once, but for those made of `ordinary` words, which tell nobody apart."""

    def __init__(self, secrets: Secrets, ordinary: Container[str]) -> None:
        self.secrets = {spoken: one for spoken, one in secrets.items() if not is_ordinary(spoken, ordinary)}
        self._starting: dict[str, list[Words]] = {}
        for spoken in self.secrets:
            self._starting.setdefault(spoken[0], []).append(spoken)

    def among(self, known: Container[str]) -> "Search":
        """Return a search for those secrets only whose `phrases` all are known somewhere."""
        secrets = self.secrets.items()
        return Search(
            {
                spoken: one
                for spoken, one in secrets
                if all(phrase in known or f"{phrase}s" in known for phrase in phrases(spoken))
            },
            (),
        )

    def find(self, text: str) -> Iterator[tuple[Words, int, Words]]:
        """Yield each secret in a text, with its place among the text's words, and those words."""
        spoken = words(text)
        for place, word in enumerate(spoken):
            for start in dict.fromkeys((word, word.removesuffix("s"))):
                for wanted in self._starting.get(start, ()):
                    here = spoken[place : place + len(wanted)]
                    if self._is(here, wanted) and self.secrets[wanted].is_meant_by(text):
                        yield wanted, place, spoken

    def _is(self, here: Words, wanted: Words) -> bool:
        """Tell whether words are those wanted; the last may have the s of a genitive or plural."""
        if here == wanted:
            return True
        return (*here[:-1], here[-1].removesuffix("s")) == wanted and here not in self.secrets

    def first_of_each(self, texts: Iterable[str]) -> Mapping[Words, str]:
        """Return the secrets that are in texts, each with the first text that holds it."""
        found: dict[Words, str] = {}
        if self.secrets:
            for text in texts:
                for wanted, _, _ in self.find(text):
                    found.setdefault(wanted, text)
        return found


class Own:
    """The values of one company, which its edition may say, and what they explain."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values = tuple(filter(None, map(words, values)))

    def explains(self, wanted: Words, place: int, text: Words) -> bool:
        """Tell whether words of a text are part of a value of the company itself."""
        size = len(wanted)
        for value in self._values:
            for start in range(len(value) - size + 1):
                before = place - start
                here = text[max(before, 0) : before + len(value)]
                if value[start : start + size] == wanted and here == value:
                    return True
        return False


def excerpt(text: str, value: str) -> str:
    """Return what stands around a value in a text, short enough for a message."""
    line = " ".join(text.replace("\0", "…").split())
    start = max(line.casefold().find(value.casefold()) - _EXCERPT // 2, 0)
    cut = line[start : start + _EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + len(cut) < len(line) else ''}"


def owners(secret: Secret) -> str:
    """Return whose a secret is, in words."""
    return f"{secret.name} of {', '.join(sorted(secret.companies))}"
