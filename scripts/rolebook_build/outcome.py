"""What came of a build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class BuildOutcome:
    """The companies whose editions were current, those that were made, and why others were not.

    `broken` are those that problems kept from being made, `gone` those whose editions were removed; `orphans`
    are handbooks that stand there, changed or built by others, and are no company's.
    """

    current: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether every edition is what it should be."""
        return not self.failures and not self.broken

    def without(self, gone: Sequence[str], orphans: Sequence[str]) -> "BuildOutcome":
        """Return the outcome with editions removed, and with handbooks that are no company's."""
        return replace(self, gone=tuple(gone), orphans=tuple(orphans))
