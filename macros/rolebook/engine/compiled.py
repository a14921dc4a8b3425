"""Compiled templates, kept from build to build in Jinja's own folder for this user.

Compiling the theme is a tenth of a small handbook's build. Each environment has files of its own,
because what Jinja compiles depends on the environment's options.
"""

from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from rolebook.load.sealed_files import keep, kept
from rolebook.load.tracking.noting import unnoted


class _KeptTemplates(BytecodeCache):
    """Jinja's cache, but for its files: they are sealed, because Python runs whatever it finds there."""

    def __init__(self, folder: Path, environment: str) -> None:
        self._folder, self._environment = folder, environment

    def load_bytecode(self, bucket: Bucket) -> None:
        with unnoted():
            bytecode = kept(self._file(bucket), self._name(bucket))
        if bytecode is not None:
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with unnoted(), suppress(OSError):
            keep(self._file(bucket), self._name(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"rolebook-{self._environment}-{bucket.key}.kept"

    def _name(self, bucket: Bucket) -> str:
        return f"{self._environment} {bucket.key} by Jinja {jinja2.__version__}"


def compiled_templates(environment: str) -> BytecodeCache | None:
    """Return where the compiled templates of one environment are kept; None where there is no safe place."""
    try:
        return _KeptTemplates(Path(FileSystemBytecodeCache().directory), environment)
    except (OSError, RuntimeError):
        return None
