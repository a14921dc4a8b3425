"""A handbook that notes what is asked of it, for a page that is kept as long as the answers stay the same."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast, overload

from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from rolebook.render.answers import ADDRESS, EVERYTHING, ROLE, WHOLE_ROLE, Question
from rolebook.render.indexes import Indexes

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Note = Callable[[Question], object]

_LISTS = frozenset({"roles", "levels", "level_counts"})
"""Lists that are noted by themselves, once a page looks into them; of roles, what it asks of each."""


def recorded_handbook(handbook: Handbook, note: Note) -> Handbook:
    """Return a handbook that notes each question."""
    return cast("Handbook", _Recorded("handbook", handbook, note))


def recorded_indexes(indexes: Indexes, note: Note) -> Indexes:
    """Return indexes that note each question."""
    return cast("Indexes", _Recorded("indexes", indexes, note))


def recorded_urls(urls: Mapping[str, str], note: Note) -> Mapping[str, str]:
    """Return addresses that note which of them are asked for."""
    return RecordedMapping(ADDRESS, urls, note)


class RecordedMapping(Mapping[_Key, _Value]):
    """Notes the keys that are asked for, whether they are there or not."""

    def __init__(self, asked: str, mapping: Mapping[_Key, _Value], note: Note) -> None:
        self._asked, self._mapping, self._note = asked, mapping, note

    def __getitem__(self, key: _Key) -> _Value:
        self._note((self._asked, key))
        answer: _Value = _shown(self._mapping[key], self._note)
        return answer

    def __contains__(self, key: object) -> bool:
        self._note((self._asked, key))
        return key in self._mapping

    def __iter__(self) -> Iterator[_Key]:
        self._note((EVERYTHING, ""))
        return iter(self._mapping)

    def __len__(self) -> int:
        self._note((EVERYTHING, ""))
        return len(self._mapping)


class _Recorded:
    """Stands for a handbook or its indexes. What is asked for by name is noted so, all else as everything."""

    def __init__(self, asked: str, known: Handbook | Indexes, note: Note) -> None:
        self._asked, self._known, self._note = asked, known, note

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self._known, name)
        if isinstance(answer, Mapping):
            return RecordedMapping(f"{self._asked}.{name}", answer, self._note)
        if name in _LISTS:
            return _RecordedList((f"{self._asked}.{name}", ""), answer, self._note)
        if name != "company":  # a shape is made for one company
            self._note((EVERYTHING, ""))
        return answer


class _RecordedList(Sequence[Any]):
    """A list that is noted when it is looked into, and not when it is handed on."""

    def __init__(self, question: Question, values: Sequence[Any], note: Note) -> None:
        self._question, self._values, self._note = question, values, note

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        self._note(self._question)
        answer = self._values[index]
        is_part = isinstance(index, slice)
        return _RecordedList(self._question, answer, self._note) if is_part else _shown(answer, self._note)

    def __len__(self) -> int:
        self._note(self._question)
        return len(self._values)


class _RecordedRole:
    """A role as pages of others see it: they show its title, perhaps more, and depend on that alone."""

    __slots__ = ("_note", "_role")

    def __init__(self, role: Role, note: Note) -> None:
        self._role, self._note = role, note

    @property  # type: ignore[misc]  # whoever asks `isinstance` means any role
    def __class__(self) -> type[Role]:  # type: ignore[override]
        return Role

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self._role, name)
        self._note((WHOLE_ROLE, self._role.id) if callable(answer) else (ROLE, (self._role.id, name)))
        return answer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Role) and other.id == self._role.id

    def __hash__(self) -> int:
        return hash(self._role.id)

    def __repr__(self) -> str:
        self._note((WHOLE_ROLE, self._role.id))
        return repr(self._role)


def _shown(value: Any, note: Note) -> Any:
    """Return what is answered, in which each role notes what is asked of it, and lines of specs are none."""
    if isinstance(value, Role):
        return _RecordedRole(value, note)
    if isinstance(value, tuple | list):
        return tuple(_shown(each, note) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: _shown(getattr(value, one.name), note) for one in fields(value)}
        return replace(value, **held | ({"line": 0} if "line" in held else {}))
    return value
