"""`rolebook serve`: a live preview of one company's handbook."""

import signal
import tempfile
from pathlib import Path

from rolebook.check import problems_of
from rolebook.engine.build import build_site, folder_additions
from rolebook.engine.preview import preview
from rolebook.load.folder import read_folder
from rolebook.model.problem import BuildError, errors
from rolebook_cli.output import staging
from rolebook_cli.report import Report


def serve(folder: Path, company: str, port: int, open_browser: bool, report: Report) -> None:
    """Serve a company's handbook on this machine, and build it again when a file changes.

    A change that breaks something is reported, and the last good state stays.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    address = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory(prefix="rolebook-") as scratch:
        site = Path(scratch) / company

        def rebuild() -> None:
            try:
                _build(folder, company, site, address, report)
            except BuildError as error:
                report.failure(str(error))

        site.mkdir()
        (site / "404.html").touch()
        preview(folder, site, port, rebuild, open_browser)


def _build(folder: Path, company: str, site: Path, address: str, report: Report) -> None:
    content = read_folder(folder, folder_additions(folder))
    found = problems_of(content, [company])
    report.problems(found)
    if errors(found):
        report.failure("not built because of the problems above; the last good state stays")
        return
    with staging(site) as stage:
        build_site(folder, content, company, stage, preview_url=address)
    report.line(f"{company}: {address}")
