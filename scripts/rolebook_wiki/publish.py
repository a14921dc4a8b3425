"""A handbook published into a wiki: planned, shown, applied."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import Action, ActionKind, OnConflict, Plan, plan
from rolebook_wiki.wiki import EditedMeanwhileError, Wiki, WikiError

Progress = Callable[[Sequence[Action]], Iterable[Action]]
"""Yields the steps given, and may show how far they are."""

_IN_PLACE = (ActionKind.UNCHANGED, ActionKind.CREATE, ActionKind.UPDATE, ActionKind.MOVE)


@dataclass(frozen=True)
class PublishOptions:
    """How to publish."""

    on_conflict: OnConflict = OnConflict.STOP
    prune: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class PublishOutcome:
    """What was planned, what of it was done, what a person must decide, and what ended it early."""

    plan: Plan
    done: tuple[Action, ...] = ()
    conflicts: tuple[Action, ...] = ()
    failure: str = ""

    @property
    def in_sync(self) -> bool:
        """Tell whether the wiki now holds the handbook."""
        return not self.conflicts and not self.failure and len(self.done) == len(self.plan.writes)


def publish(
    wiki: Wiki,
    handbook: WikiHandbook,
    options: PublishOptions,
    show: Callable[[Plan], None],
    taking: Progress,
) -> PublishOutcome:
    """Publish a handbook. `show` is called with the plan before anything is written.

    Raises `WikiError` before anything is written. What is done when the wiki fails later stays done, and is
    not done again by the next run.
    """
    wanted = wiki.wanted(handbook)
    state = wiki.state(wanted)
    planned = plan(wanted, state.pages, state.published, on_conflict=options.on_conflict, prune=options.prune)
    show(planned)
    stops = planned.conflicts and options.on_conflict is OnConflict.STOP
    if options.dry_run or stops:
        return PublishOutcome(planned, conflicts=planned.conflicts)
    done: list[Action] = []
    conflicts = list(planned.conflicts)
    failure = ""
    try:
        _apply(wiki, taking(planned.writes), options, done, conflicts)
        wiki.finish(_published(planned, done, state.published))
    except WikiError as error:
        failure = str(error)
    return PublishOutcome(planned, tuple(done), tuple(conflicts), failure)


def _apply(
    wiki: Wiki,
    actions: Iterable[Action],
    options: PublishOptions,
    done: list[Action],
    conflicts: list[Action],
) -> None:
    """Take steps, and note which are done and which a person must decide."""
    for action in actions:
        try:
            wiki.apply(action)
            done.append(action)
        except EditedMeanwhileError as error:
            conflicts.append(replace(action, kind=ActionKind.CONFLICT, why=str(error)))
            if options.on_conflict is OnConflict.STOP:
                break


def _published(planned: Plan, done: Iterable[Action], before: Mapping[str, str]) -> Mapping[str, str]:
    """Return which pages are published now: those in place, and those of before that wait for a decision."""
    taken = {action.id for action in done}
    gone = {action.id for action in done if action.kind is ActionKind.ARCHIVE}
    there = {action.id for action in planned.actions}
    now = {page: title for page, title in before.items() if page in there}
    for action in planned.actions:
        if action.kind in _IN_PLACE and (action.kind is ActionKind.UNCHANGED or action.id in taken):
            now[action.id] = action.title
    return {page: title for page, title in sorted(now.items()) if page not in gone}
