"""What MkDocs and its plugins warn of and raise, as one `BuildError`."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.exceptions import Abort, MkDocsException

from rolebook.engine.guests import receiving
from rolebook.engine.page_environment import template_place
from rolebook.model.problem import BuildError, Problem


class _Collector(logging.Handler):
    """Collects the warnings of one thread; a server's others log what they like."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.messages.append(record.getMessage())


@contextmanager
def warnings() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn of."""
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagates


@contextmanager
def build_errors(root: Path) -> Iterator[list[str]]:
    """Collect what is warned of, and raise a `BuildError` with it where MkDocs could not go on."""
    with warnings() as found, receiving():
        try:
            yield found
        except (MkDocsException, Abort) as error:
            raise BuildError("\n".join(found or [str(error)])) from error
        except TemplateError as error:
            raise BuildError(_template_problem(error, root)) from error


def _template_problem(error: TemplateError, root: Path) -> str:
    """Return where in the theme an error arose, and what it was."""
    place = template_place(error)
    file = Path(place[0])
    shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    return str(Problem(shown, place[1], str(error)))
