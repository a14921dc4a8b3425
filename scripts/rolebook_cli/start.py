"""Where the command begins."""

import signal

from rolebook_cli.streams import guard_streams


def main() -> None:
    """Run the command; whoever stops it while its modules are still read sees no traceback."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    guard_streams()
    from rolebook_cli.main import main as run  # noqa: PLC0415 - so that this is done before

    run()
