"""The `rolebook` command."""

import sys
from importlib import import_module
from pathlib import Path

import click

from rolebook import __version__
from rolebook.model.problem import BuildError
from rolebook_build.disk import in_words
from rolebook_build.process import collect_rarely, end_quickly
from rolebook_cli.report import Report
from rolebook_cli.signals import asked_to_stop, stop_on_signals
from rolebook_cli.streams import UnheardError

_COMMANDS = ("build", "check", "config", "print", "publish", "serve")
_FOLDER = click.Path(file_okay=False, exists=True, path_type=Path)


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"rolebook_cli.commands.{cmd_name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rolebook")
@click.option(
    "-C", "folder", type=_FOLDER, default=".", metavar="DIR", help="Run in another handbook folder."
)
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """Render role specs and company facts into one handbook site per company."""
    context.obj = folder.resolve()


def main() -> None:
    """Run the command; whatever the content holds, its author sees a message and never a traceback."""
    collect_rarely()
    end_quickly()
    stop_on_signals()
    try:
        _run()
    except BaseException:
        stopped = asked_to_stop()
        if not stopped:
            raise
        Report().failure("stopped")
        sys.exit(stopped.exit_code)


def _run() -> None:
    try:
        cli(prog_name="rolebook")
    except UnheardError as error:
        if not error.has_left:
            Report().failure(str(error))
        sys.exit(error.exit_code)
    except BuildError as error:
        Report().failure(str(error))
        sys.exit(1)
    except OSError as error:
        Report().failure(in_words(error, {}))
        sys.exit(1)
