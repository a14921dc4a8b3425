"""Whether an edition that stands is what it should be, by what it was made of and what was opened for it.

What it is made of are digests (`load/input_digests`); what was opened is noted meanwhile (`load/tracking`).
Both stand in the `record`; `plan` says what of it concerns one edition.
"""

from collections.abc import Callable
from typing import TypeAlias

from rolebook.load.input_digests import Inputs
from rolebook.load.tracking.opened import Opened
from rolebook_build.record import EditionState

Holds: TypeAlias = Callable[[Opened], bool]
"""Tells whether all that was opened is as it was."""


def is_current(state: EditionState | None, identity: str, inputs: Inputs, holds: Holds) -> bool:
    """Tell whether an edition stands in its place, made of what there is now; nothing else is looked at."""
    if not state or not state.identity or state.identity != identity:
        return False
    return state.made_of.are_unchanged(inputs) and holds(state.opened)


def is_as_planned(state: EditionState | None, identity: str, key: str, holds: Holds) -> bool:
    """Tell whether an edition is what it should be, though its sources changed.

    `key` is the digest of what of them concerns it.
    """
    if not state or state.made_of.key != key or state.identity != identity:
        return False
    return holds(state.opened)
