"""What a plan and its outcome look like, to a person and to a machine."""

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rolebook.model.problem import count
from rolebook_cli.report import Report
from rolebook_wiki.page import FILE
from rolebook_wiki.plan import NOT_OURS, WRITES, Action, ActionKind, Plan
from rolebook_wiki.publish import PublishOptions, PublishOutcome
from rolebook_wiki.wiki import Wiki

_QUIET = (ActionKind.UNCHANGED,)
_WITH_TEXTS = (ActionKind.UPDATE, ActionKind.MOVE, ActionKind.CONFLICT)


class PlanReport:
    """Prints what will happen, with the texts that differ where `diff` asks for it; or all of it as JSON."""

    def __init__(self, report: Report, *, as_json: bool, diff: bool) -> None:
        self._report = report
        self._as_json = as_json
        self._diff = diff
        self._diffs: dict[str, str] = {}

    def plan(self, plan: Plan, wiki: Wiki) -> None:
        """Show a plan before it is applied."""
        for action in plan.actions:
            if self._diff and action.kind in _WITH_TEXTS:
                self._diffs[action.id] = _diff(action, wiki)
        if self._as_json:
            return
        for action in plan.actions:
            if action.kind not in _QUIET:
                self._report.line(_line(action))
                self._lines(self._diffs.get(action.id, ""))
        self._report.line(_counts(plan))
        if any(action.kind is ActionKind.STALE for action in plan.actions):
            self._report.line("stale is what the handbook no longer has; --prune takes it out")

    def _lines(self, text: str) -> None:
        for line in text.splitlines():
            self._report.line(f"    {line}")

    def outcome(self, outcome: PublishOutcome, options: PublishOptions) -> None:
        """Show what became of the plan."""
        if self._as_json:
            self._report.out.print_json(json.dumps(self._data(outcome), ensure_ascii=False), highlight=False)
            return
        for action in outcome.conflicts:
            if action not in outcome.plan.conflicts:
                self._report.line(_line(action))
        if options.dry_run or (outcome.conflicts and not outcome.done):
            self._report.line("nothing was written")
        if outcome.conflicts:
            waiting = _pages(outcome.conflicts)
            verb = "wait" if len(outcome.conflicts) > 1 else "waits"
            self._report.failure(
                f"{waiting} {verb} for a decision: --on-conflict skip leaves what a person wrote, overwrite "
                "puts the handbook's version over it"
            )
            if any(action.why == NOT_OURS for action in outcome.conflicts):
                self._report.failure("What Rolebook did not make is never touched: rename one of the two.")
        if outcome.done:
            self._report.line(f"{_pages(outcome.done)} written")

    def _data(self, outcome: PublishOutcome) -> dict[str, Any]:
        return {
            "actions": [
                _data(action) | ({"diff": self._diffs[action.id]} if action.id in self._diffs else {})
                for action in outcome.plan.actions
            ],
            "done": [action.id for action in outcome.done],
            "conflicts": [_data(action) for action in outcome.conflicts],
            "in_sync": outcome.in_sync,
            "failure": outcome.failure,
        }


def _data(action: Action) -> dict[str, str]:
    data = {"kind": str(action.kind), "id": action.id, "title": action.title, "why": action.why}
    moved = action.existing and action.existing.title != action.title
    return data | ({"from": action.existing.title} if moved and action.existing else {})


def _line(action: Action) -> str:
    moved = action.kind is ActionKind.MOVE and action.existing
    source = f" (from {action.existing.title})" if moved and action.existing else ""
    return f"{action.kind:>9}  {action.title}{source}{': ' + action.why if action.why else ''}"


def _counts(plan: Plan) -> str:
    counts = Counter(action.kind for action in plan.actions)
    said = (f"{counts[kind]} {'to ' if kind in WRITES else ''}{kind}" for kind in ActionKind if counts[kind])
    return ", ".join(said) or "nothing to publish"


def _pages(actions: Sequence[Action]) -> str:
    """Return how many pages and files steps concern: `2 pages`, `1 page and 1 file`."""
    files = sum(action.id.startswith(FILE) for action in actions)
    counts = ((len(actions) - files, "page"), (files, "file"))
    return " and ".join(count(number, noun) for number, noun in counts if number)


def _diff(action: Action, wiki: Wiki) -> str:
    before = wiki.text(action.existing) if action.existing else ""
    after = action.wanted.text if action.wanted else ""
    return "\n".join(_changed_lines(before, after))


def _changed_lines(before: str, after: str) -> Iterator[str]:
    return difflib.unified_diff(
        before.splitlines(), after.splitlines(), "in the wiki", "in the handbook", "", "", 2, ""
    )
