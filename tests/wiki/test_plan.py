"""What is planned for a page, by what the handbook wants and what stands in the wiki."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook_wiki.plan import ActionKind, Existing, OnConflict, Wanted, plan

QA = Wanted("roles/qa", "QA", "text", "new")
STANDS = Existing("QA", "1", "new", "roles/qa", "new", "QA")
OLD = replace(STANDS, digest="old", published="old")
EDITED = replace(STANDS, digest="theirs", published="old")
MOVED_AWAY = replace(OLD, title="Elsewhere")
RENAMED = replace(OLD, title="Tester", named="Tester")
OTHERS = Existing("QA", "1", "theirs")
GONE = Existing("Dev", "1", "old", "roles/dev", "old", "Dev")

CASES = {
    "nothing there": ([], ActionKind.CREATE, ActionKind.CREATE),
    "as wanted": ([STANDS], ActionKind.UNCHANGED, ActionKind.UNCHANGED),
    "changed in the handbook": ([OLD], ActionKind.UPDATE, ActionKind.UPDATE),
    "edited by a person": ([EDITED], ActionKind.CONFLICT, ActionKind.UPDATE),
    "edited to what is wanted": ([replace(STANDS, published="old")], ActionKind.UPDATE, ActionKind.UPDATE),
    "renamed in the handbook": ([RENAMED], ActionKind.MOVE, ActionKind.MOVE),
    "moved by a person": ([MOVED_AWAY], ActionKind.CONFLICT, ActionKind.MOVE),
    "moved by us, mark not yet written": (
        [replace(STANDS, named="Tester")],
        ActionKind.UPDATE,
        ActionKind.UPDATE,
    ),
    "archived": ([replace(STANDS, archived=True)], ActionKind.UPDATE, ActionKind.UPDATE),
    "somebody else's": ([OTHERS], ActionKind.CONFLICT, ActionKind.CONFLICT),
    "renamed to somebody else's title": ([RENAMED, OTHERS], ActionKind.CONFLICT, ActionKind.CONFLICT),
    "renamed to a title that still is there": (
        [RENAMED, replace(GONE, title="QA")],
        ActionKind.CONFLICT,
        ActionKind.CONFLICT,
    ),
}


@pytest.mark.parametrize(("there", "kind", "overwriting"), CASES.values(), ids=CASES)
def test_a_page(there: list[Existing], kind: ActionKind, overwriting: ActionKind) -> None:
    """Each state of a page asks for one step, and for another only where overwriting is wished."""
    assert plan([QA], there, {}).actions[0].kind is kind
    assert plan([QA], there, {}, on_conflict=OnConflict.SKIP).actions[0].kind is kind
    assert plan([QA], there, {}, on_conflict=OnConflict.OVERWRITE).actions[0].kind is overwriting


def test_a_page_that_was_deleted() -> None:
    """Published before and not there: a person deleted it, and decides."""
    assert plan([QA], [], {"roles/qa": "QA"}).actions[0].kind is ActionKind.CONFLICT
    overwriting = plan([QA], [], {"roles/qa": "QA"}, on_conflict=OnConflict.OVERWRITE)
    assert overwriting.actions[0].kind is ActionKind.CREATE


@pytest.mark.parametrize(
    ("there", "prune", "kinds"),
    [
        (GONE, False, [ActionKind.STALE]),
        (GONE, True, [ActionKind.ARCHIVE]),
        (replace(GONE, digest="theirs"), True, [ActionKind.CONFLICT]),
        (replace(GONE, archived=True), True, []),
        (OTHERS, True, []),
    ],
)
def test_what_is_no_longer_in_the_handbook(there: Existing, prune: bool, kinds: list[ActionKind]) -> None:
    """It is reported, pruned on request, and left to the person who edited it."""
    assert [action.kind for action in plan([], [there], {}, prune=prune).actions] == kinds


def test_a_title_is_left_before_it_is_taken() -> None:
    """Whatever order pages come in, a move away comes before what takes its place."""
    first = Wanted("a", "B", "", "")
    second = Wanted("b", "C", "", "")
    new = Wanted("c", "A", "", "")
    there = [Existing("A", "1", "", "a", "", "A"), Existing("B", "1", "", "b", "", "B")]
    assert [action.id for action in plan([new, first, second], there, {}).actions] == ["b", "a", "c"]


def test_pages_that_exchange_titles_are_all_planned() -> None:
    """A circle has no first step; every page has one all the same."""
    there = [Existing("A", "1", "", "a", "", "A"), Existing("B", "1", "", "b", "", "B")]
    found = plan([Wanted("a", "B", "", ""), Wanted("b", "A", "", "")], there, {})
    assert {action.id: action.kind for action in found.actions} == {
        "a": ActionKind.MOVE,
        "b": ActionKind.MOVE,
    }


WORDS = st.sampled_from(["", "x", "y", "z"])
PAGES = st.lists(
    st.builds(Wanted, st.sampled_from("abc"), WORDS, WORDS, WORDS), unique_by=lambda page: page.id
)
THERE = st.lists(
    st.builds(
        Existing,
        WORDS,
        st.just("1"),
        WORDS,
        st.sampled_from(["", "a", "b", "d"]),
        WORDS,
        WORDS,
        st.booleans(),
    ),
    unique_by=lambda page: page.title,
)


@given(PAGES, THERE, st.booleans(), st.sampled_from(OnConflict))
def test_nobody_elses_page_is_ever_written(
    wanted: list[Wanted], there: list[Existing], prune: bool, on_conflict: OnConflict
) -> None:
    """Every wanted page has one step; no step writes a page without our mark, or an edited one unasked."""
    found = plan(wanted, there, {}, on_conflict=on_conflict, prune=prune)
    assert sorted(action.id for action in found.actions if action.wanted) == sorted(
        page.id for page in wanted
    )
    for action in found.writes:
        if action.existing:
            assert action.existing.id
            harmless = action.wanted and action.wanted.digest == action.existing.digest
            assert not action.existing.touched or harmless or on_conflict is OnConflict.OVERWRITE
