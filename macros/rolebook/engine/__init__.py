"""The one adapter: all that knows MkDocs, Material for MkDocs and mkdocs-macros."""

from rolebook.engines import begin

begin()
