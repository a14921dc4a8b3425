"""Points that a process comes to, named by what it is about to do, whatever the time that takes.

Python tells auditors what it is about to do (https://docs.python.org/3/library/audit_events.html). A process that is
given the environment of a `Point` ends there by SIGKILL, before it does it; with a `mark` it only leaves that file,
and with `hold` it stays there until it is stopped, or that file is gone.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Point:
    """The `nth` time that an audit event happens to something whose name holds these letters.

    Of `open` only what opens a file to write counts.
    """

    event: str
    holding: str = ""
    nth: int = 1

    def environment(self, mark: Path | None = None, *, hold: bool = False) -> dict[str, str]:
        """Return what to add to the environment of a process."""
        given = {**asdict(self), "mark": str(mark or ""), "hold": hold}
        return {"PYTHONPATH": str(Path(__file__).parent / "site"), "ROLEBOOK_TEST_POINT": json.dumps(given)}
