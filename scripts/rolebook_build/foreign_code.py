"""What a handbook folder's own configuration will run, said before it does."""

from contextlib import suppress
from pathlib import Path

from rolebook.engine.configuration_code import code_notices
from rolebook.engine.configuration_file import ConfigurationError, read_configuration
from rolebook_build.listener import BuildListener


def tell_code(folder: Path, listener: BuildListener) -> None:
    """Tell of each hook, plugin, extension and module; what is wrong is said where it is read."""
    with suppress(ConfigurationError):
        listener.problems_once(code_notices(folder, read_configuration(folder).node))
