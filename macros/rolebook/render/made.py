"""What a page was made of, so that it need not be made again while all of that is as it was."""

from dataclasses import dataclass

from rolebook.render.answers import Answered, Answers


@dataclass(frozen=True)
class Traits:
    """What of a page's content its frame depends on: scripts and style sheets, its own title, an outline."""

    needs: tuple[str, ...]
    is_headed: bool
    is_outlined: bool


@dataclass(frozen=True)
class PageMade:
    """What a page was made of: `answered` is all that was asked for its content, and what was answered.

    `around` is the digest of what stands around that. `anchors` are the places that links may lead to, one a
    line.
    """

    answered: tuple[Answered, ...]
    traits: Traits
    around: bytes
    anchors: str

    def holds(self, answers: Answers) -> bool:
        """Tell whether the content would be the same by these answers."""
        return all(answers.answered(question)[1] == known for question, known in self.answered)
