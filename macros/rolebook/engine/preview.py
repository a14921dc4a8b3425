"""A site served on this machine, rebuilt and reloaded when a file of its folder changes."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

_WATCHED = ("roles", "companies", "docs", "overrides", "mkdocs.yml")
_POLLING_SECONDS, _SETTLING_SECONDS = 0.2, 0.05


def preview(root: Path, site: Path, port: int, rebuild: Callable[[], None], open_browser: bool) -> None:
    """Serve the site until interrupted. Raises `OSError` when the port is taken."""
    server = LiveReloadServer(
        builder=rebuild,
        host="127.0.0.1",
        port=port,
        root=str(site),
        polling_interval=_POLLING_SECONDS,
    )
    server.build_delay = _SETTLING_SECONDS
    rebuild()
    for name in _WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    server.watch(str(root), recursive=False)
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
