"""What must be done in a wiki so that the handbook stands in it, and what a person must decide first.

Pages are bound by id, never by title. A page that Rolebook did not make, or that a person changed since, is
never touched unasked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True)
class Wanted:
    """A page as it is to stand in the wiki; `digest` is that of its text."""

    id: str
    title: str
    text: str
    digest: str


@dataclass(frozen=True)
class Existing:
    """A page as it stands in the wiki.

    `id` is empty for a page that Rolebook did not make. `published` is the digest of the text that
    Rolebook wrote last, `digest` that of the text that stands there now, `revision` the wiki's own number.
    `named` is the title Rolebook gave it. `held` says why a person must decide before another text is
    written, though nobody changed this one: comments stand at words that would go; of a page that is not
    ours, whose it is.
    """

    title: str
    revision: str
    digest: str
    id: str = ""
    published: str = ""
    named: str = ""
    archived: bool = False
    held: str = ""

    @property
    def touched(self) -> bool:
        """Tell whether a person changed the page since Rolebook wrote it."""
        return self.digest != self.published


class ActionKind(StrEnum):
    """What is to be done with a page, or why nothing is."""

    CREATE = "create"
    UPDATE = "update"
    MOVE = "move"
    ARCHIVE = "archive"
    UNCHANGED = "unchanged"
    STALE = "stale"
    CONFLICT = "conflict"


class OnConflict(StrEnum):
    """What to do where a person's work stands in the way."""

    STOP = "stop"
    SKIP = "skip"
    OVERWRITE = "overwrite"


@dataclass(frozen=True)
class Action:
    """One step of a plan.

    `why` says what a person should know: of a conflict, what it is; of an overwritten page, what happens
    to the person's version.
    """

    kind: ActionKind
    id: str
    title: str
    wanted: Wanted | None = None
    existing: Existing | None = None
    why: str = ""


NOT_OURS = "a page of this title exists that Rolebook did not make"
TITLE_WAITS = "the page that has this title waits for a decision"
_GONE = "no longer in the handbook"
WRITES = (ActionKind.CREATE, ActionKind.UPDATE, ActionKind.MOVE, ActionKind.ARCHIVE)
"""The steps that change a wiki."""


@dataclass(frozen=True)
class Plan:
    """Steps in the order in which they are taken."""

    actions: tuple[Action, ...]

    @property
    def conflicts(self) -> tuple[Action, ...]:
        """Return the steps that wait for a person's decision."""
        return tuple(action for action in self.actions if action.kind is ActionKind.CONFLICT)

    @property
    def writes(self) -> tuple[Action, ...]:
        """Return the steps that change the wiki."""
        return tuple(action for action in self.actions if action.kind in WRITES)


def plan(
    wanted: Sequence[Wanted],
    existing: Iterable[Existing],
    published: Mapping[str, str],
    *,
    on_conflict: OnConflict = OnConflict.STOP,
    prune: bool = False,
) -> Plan:
    """Return what is to be done.

    `existing` are the pages that Rolebook made and those that stand at a wanted title; `published` maps
    the ids of pages published before to their titles, so that a page a person deleted is known.
    """
    planner = _StepPlanner(wanted, tuple(existing), published, on_conflict, prune)
    left_over = tuple(planner.left_over())
    room = tuple(action for action in left_over if action.kind is ActionKind.ARCHIVE)
    rest = tuple(action for action in left_over if action.kind is not ActionKind.ARCHIVE)
    return Plan((*room, *_room_first(_waiting(tuple(planner.kept()))), *rest))


def _waiting(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return steps of which none takes a title from a page that waits for a person's decision."""
    waits = {
        action.existing.title for action in actions if action.kind is ActionKind.CONFLICT and action.existing
    }
    steps = tuple(
        replace(action, kind=ActionKind.CONFLICT, why=TITLE_WAITS)
        if action.kind in (ActionKind.CREATE, ActionKind.MOVE) and action.title in waits
        else action
        for action in actions
    )
    return steps if steps == actions else _waiting(steps)


def _room_first(actions: Sequence[Action]) -> Iterable[Action]:
    """Return steps of which each that takes a title comes after the move that leaves it."""
    leaving = {
        move.existing.title: move for move in actions if move.kind is ActionKind.MOVE and move.existing
    }
    ordered: dict[str, Action] = {}

    def take(action: Action, waiting: frozenset[str]) -> None:
        before = leaving.get(action.title) if action.kind in (ActionKind.CREATE, ActionKind.MOVE) else None
        if before and before.id not in waiting and before.id not in ordered:
            take(before, waiting | {before.id})
        ordered[action.id] = action

    for action in actions:
        if action.id not in ordered:
            take(action, frozenset({action.id}))
    return ordered.values()


class _StepPlanner:
    def __init__(
        self,
        wanted: Sequence[Wanted],
        existing: Sequence[Existing],
        published: Mapping[str, str],
        on_conflict: OnConflict,
        prune: bool,
    ) -> None:
        self._wanted = wanted
        self._ids = {page.id for page in wanted}
        self._by_id = {page.id: page for page in existing if page.id}
        self._by_title = {page.title: page for page in existing}
        self._published = published
        self._overwrites = on_conflict is OnConflict.OVERWRITE
        self._prune = prune

    def kept(self) -> Iterator[Action]:
        """Yield a step for each wanted page."""
        for page in self._wanted:
            existing = self._by_id.get(page.id)
            yield self._known(page, existing) if existing else self._unknown(page)

    def _unknown(self, page: Wanted) -> Action:
        taken = self._taken(page)
        if taken:
            return _action(ActionKind.CONFLICT, page, why=taken)
        if page.id in self._published and not self._overwrites:
            return _action(ActionKind.CONFLICT, page, why="a person deleted it since it was published")
        return _action(ActionKind.CREATE, page)

    def _known(self, page: Wanted, existing: Existing) -> Action:
        same = existing.digest == page.digest and not existing.archived
        if existing.touched and not same and not self._overwrites:
            return _action(ActionKind.CONFLICT, page, existing, "a person edited it since it was published")
        if existing.held and not same and not self._overwrites:
            return _action(ActionKind.CONFLICT, page, existing, existing.held)
        if existing.title != page.title:
            return self._moved(page, existing)
        if same and not existing.touched and existing.named == page.title:
            return _action(ActionKind.UNCHANGED, page, existing)
        return _action(ActionKind.UPDATE, page, existing, _kept_version(existing))

    def _moved(self, page: Wanted, existing: Existing) -> Action:
        taken = self._taken(page)
        if taken:
            return _action(ActionKind.CONFLICT, page, existing, taken)
        if existing.title != existing.named and not self._overwrites:
            return _action(ActionKind.CONFLICT, page, existing, f"a person moved it to {existing.title}")
        return _action(ActionKind.MOVE, page, existing, _kept_version(existing))

    def _taken(self, page: Wanted) -> str:
        """Return why a page's title is not free; a page of ours that moves away leaves it free."""
        there = self._by_title.get(page.title)
        if not there or (there.id and there.id in self._ids):
            return ""
        if there.id and (there.archived or self._leaves(there)):
            return ""
        if there.id:
            return f"{page.title} is a page that is no longer in the handbook; --prune makes room"
        return there.held or NOT_OURS

    def _leaves(self, existing: Existing) -> bool:
        """Tell whether a page that is no longer in the handbook is archived in this plan."""
        return self._prune and (self._overwrites or not existing.touched)

    def left_over(self) -> Iterator[Action]:
        """Yield a step for each page that Rolebook made and the handbook has no longer."""
        for existing in self._by_id.values():
            if existing.id in self._ids or existing.archived:
                continue
            action = Action(ActionKind.STALE, existing.id, existing.title, existing=existing, why=_GONE)
            if self._prune and not self._leaves(existing):
                yield replace(action, kind=ActionKind.CONFLICT, why=f"{_GONE}, and a person edited it")
            elif self._prune:
                yield replace(action, kind=ActionKind.ARCHIVE, why=_kept_version(existing) or action.why)
            else:
                yield action


def _action(kind: ActionKind, page: Wanted, existing: Existing | None = None, why: str = "") -> Action:
    return Action(kind, page.id, page.title, page, existing, why)


def _kept_version(existing: Existing) -> str:
    if existing.touched:
        return f"a person's version stays in the history as revision {existing.revision}"
    return existing.held
