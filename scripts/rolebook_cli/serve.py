"""`rolebook serve`: a live preview of one company's handbook."""

import signal
import tempfile
from pathlib import Path

from rolebook.check import problems_of
from rolebook.engine.build import folder_additions
from rolebook.engine.live_site import LiveSite
from rolebook.engine.preview import preview
from rolebook.load.folder import read_folder
from rolebook.load.inputs import read_inputs
from rolebook.load.readings import Readings
from rolebook.model.problem import BuildError, errors
from rolebook_cli.report import Report


def serve(folder: Path, company: str, port: int, open_browser: bool, report: Report) -> None:
    """Serve a company's handbook on this machine, and follow every change of a file.

    A change that breaks something is reported, and the last good state stays.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    address = f"http://127.0.0.1:{port}/"
    readings = Readings()
    with tempfile.TemporaryDirectory(prefix="rolebook-", ignore_cleanup_errors=True) as scratch:
        site = LiveSite(folder, company, address, Path(scratch), report.failure)

        def refresh() -> None:
            try:
                _show(folder, company, site, readings, report)
            except (BuildError, OSError) as error:
                report.failure(str(error))
            else:
                report.line(f"{company}: {address}")

        preview(folder, site, port, Path(scratch), refresh, open_browser=open_browser)


def _show(folder: Path, company: str, site: LiveSite, readings: Readings, report: Report) -> None:
    inputs = read_inputs(folder)
    content = read_folder(folder, folder_additions(folder), readings)
    found = problems_of(content, [company])
    report.problems(found)
    if errors(found):
        raise BuildError("not shown because of the problems above; the last good state stays")
    site.show(inputs, content)
