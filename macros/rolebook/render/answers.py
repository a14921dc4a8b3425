"""What a handbook answers to a question of a page, in short: where all answers are the same, so is the page.

The rule is that of Salsa (https://salsa-rs.github.io/salsa/): what something was made of is what it asked for
while it was made, and it is made again only where an answer is another one.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import blake2b
from typing import Any, TypeAlias, cast

from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from rolebook.render.indexes import Indexes

Question: TypeAlias = tuple[str, Hashable]
"""Where a page looked, and for what, such as `("handbook.managers", "qa-engineer")`."""

Answered: TypeAlias = tuple[Question, bytes]
"""A question, and a digest of the answer."""

ROLE, WHOLE_ROLE, ADDRESS, EVERYTHING = "role", "whole role", "address", "everything"
"""What can be asked beside these: an attribute of a role, all of it, a page's address, all roles."""

_UNSEEN = "line"
"""Where something stands in its spec concerns messages; no page says it (see `recorded`)."""
_SIZE = 16


@dataclass(frozen=True)
class Answers:
    """Answers for one state of a handbook, each found once. `urls` are the addresses of pages."""

    handbook: Handbook
    indexes: Indexes
    urls: Mapping[str, str]
    _known: dict[Question, Answered] = field(default_factory=dict, compare=False)

    def answered(self, question: Question) -> Answered:
        """Return a question with a digest of the answer; with that of nothing where there is none."""
        if question not in self._known:
            answer = sketch(self._answer(question)).encode("utf-8", "surrogatepass")
            self._known[question] = question, blake2b(answer, digest_size=_SIZE).digest()
        return self._known[question]

    def _answer(self, question: Question) -> Any:
        asked, key = question
        match asked:
            case "role":
                role_id, name = cast("tuple[str, str]", key)
                role = self.handbook.role(role_id)
                return role and getattr(role, name)
            case "whole role":
                role = self.handbook.role(str(key))
                return role and _all_of(role)
            case "address":
                return self.urls.get(str(key))
            case "everything":
                return tuple(map(_all_of, self.handbook.roles))
        of, _, name = asked.partition(".")
        answers = getattr(self.handbook if of == "handbook" else self.indexes, name)
        return answers.get(key) if isinstance(answers, Mapping) else answers


def _all_of(role: Role) -> Any:
    """Return what tells a role from any other state of it."""
    return (role.id, role.digest) if role.digest else (role.id, repr(role))


def sketch(value: Any) -> str:
    """Return a text that is the same for what is the same to a page; of roles it has their ids alone.

    What else of a role is asked for is a question of its own.
    """
    if isinstance(value, Role):
        return f"role {value.id!r}"
    if isinstance(value, tuple | list):
        return f"({','.join(map(sketch, value))})"
    if is_dataclass(value):
        shown = (one.name for one in fields(value) if one.compare and one.name != _UNSEEN)
        return f"{type(value).__name__}({','.join(sketch(getattr(value, name)) for name in shown)})"
    return repr(value)
