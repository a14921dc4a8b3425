"""Compiled templates, kept from build to build in Jinja's own folder for this user.

Compiling the theme is a tenth of a small handbook's build. Each environment has files of its own,
because what Jinja compiles depends on the environment's options.
"""

from jinja2 import BytecodeCache, FileSystemBytecodeCache


def compiled_templates(environment: str) -> BytecodeCache | None:
    """Return where the compiled templates of one environment are kept; None where there is no safe place."""
    try:
        return FileSystemBytecodeCache(pattern=f"rolebook-{environment}-%s.cache")
    except (OSError, RuntimeError):
        return None
