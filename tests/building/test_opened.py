"""Never an old byte: whatever a build opened, its change is built; and nothing is built for less."""

import os
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass

import pytest

from rolebook.load.input_digests import read_inputs
from rolebook.load.tracking.opened import is_unchanged
from rolebook.model.problem import BuildError
from rolebook_build import run as making
from rolebook_build.outputs import output_at
from rolebook_build.workers import InlineExecutor
from tests.building.conftest import Workshop, company, qa_engineer

_CONFIGURATION = """\
INHERIT: ../shared/base.yml
site_name: Handbook
theme: {name: material, custom_dir: theme, font: false}
markdown_extensions:
  - attr_list
  - md_in_html
  - pymdownx.snippets: {base_path: [../snippets-first, snippets]}
hooks: [hooks/hook.py]
extra: {greeting: !ENV [GREETING, hello]}
plugins:
  - rolebook
  - search
  - macros: {include_yaml: [data/words.yml], module_name: ours}
"""
_HOOK = """\
import os
from pathlib import Path

import helper

def on_page_content(html, page, config, **_):
    if page.file.src_uri != "all.md":
        return html
    beside = Path(__file__).parent
    listed = ",".join(sorted(os.listdir(beside / "listed")))
    maybe = (beside / "maybe.txt").read_text() if (beside / "maybe.txt").exists() else ""
    said = [helper.SAID, helper.inner(), config.copyright, config.extra["greeting"], listed, maybe]
    return html + "<p>" + "|".join(said) + os.environ.get("ASKED_BY_A_HOOK", "") + "</p>"
"""
_DEEPER = """\
import os, sys

def said():
    sys.path.append(os.path.dirname(__file__))
    import latest
    return latest.SAID
"""
_MACROS = """\
from ours import words

def define_env(env):
    env.macro(lambda: words.SAID, "our_words")
"""
_CHANGES_ITSELF = """\
from pathlib import Path
import subprocess

from deeper import said as inner
SAID = 'helper'
subprocess.run(["sh", "-c", f"echo '# changed' >> {__file__}"])
"""
_PAGE = """\
# All

--8<-- "note.md"

--8<-- "second.md"

{{ our_words() }} {{ words_of_data }}
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Draw a folder of which a build opens files in every way there is, and build it."""
    folder = tmp_path_factory.mktemp("opened")
    drawn = Workshop(folder / "handbook", folder / "site")
    drawn.write(
        {
            "../shared/base.yml": "copyright: first copyright\n",
            "mkdocs.yml": _CONFIGURATION,
            "hooks/hook.py": _HOOK,
            "hooks/helper.py": "from deeper import said as inner\nSAID = 'first helper'\n",
            "hooks/deeper.py": _DEEPER,
            "hooks/latest.py": "SAID = 'first latest'\n",
            "hooks/listed/one.txt": "",
            "snippets/note.md": "first note\n",
            "snippets/second.md": "first second\n",
            "../snippets-first/other.md": "",
            "ours/__init__.py": _MACROS,
            "ours/words.py": "SAID = 'first words'\n",
            "data/words.yml": "words_of_data: first data\n",
            "theme/partials/comments.html": "first theme",
            "real/linked.md": "# Linked\n\nfirst linked\n",
            "docs/all.md": _PAGE,
            "roles/quality/qa-engineer.md": qa_engineer(),
            "companies/acme.yml": company("Acme"),
            "companies/globex.yml": company("Globex", "settings: {remote: true}\n"),
        }
    )
    (drawn.root / "docs/sub").symlink_to("../real")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROLEBOOK_CACHE", str(folder / "cache"))
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        # Several shapes in one process are harder: it has imported what the folder brings along.
        patch.setattr(making, "workers", lambda *_: nullcontext(InlineExecutor()))
        assert drawn.build()
        yield drawn


@dataclass(frozen=True)
class Edit:
    """A file that is written anew, with a text as long as the one before; what pages say then."""

    path: str
    text: str
    expected: str


EDITS = (
    Edit("../shared/base.yml", "copyright: again copyright\n", "again copyright"),
    Edit("hooks/hook.py", _HOOK.replace("<p>", "<b>"), "<b>again helper"),
    Edit("hooks/helper.py", "from deeper import said as inner\nSAID = 'again helper'\n", "again helper"),
    Edit("hooks/latest.py", "SAID = 'again latest'\n", "again latest"),
    Edit("hooks/listed/two.txt", "", "one.txt,two.txt"),
    Edit("hooks/maybe.txt", "it is there now", "it is there now"),
    Edit("snippets/second.md", "again second\n", "again second"),
    Edit("../snippets-first/note.md", "earlier note\n", "earlier note"),
    Edit("ours/words.py", "SAID = 'again words'\n", "again words"),
    Edit("data/words.yml", "words_of_data: again data\n", "again data"),
    Edit("theme/partials/comments.html", "again theme", "again theme"),
    Edit("real/linked.md", "# Linked\n\nagain linked\n", "again linked"),
    Edit("real/more.md", "# One more\n\n", "One more"),
)
VARIABLES = {"GREETING": "hallo", "ASKED_BY_A_HOOK": "asked for"}


def said(workshop: Workshop, company: str) -> str:
    """Return what the pages of an edition say that show what was opened."""
    edition = workshop.output / company
    return "".join(page.read_text("utf-8") for page in sorted(edition.rglob("index.html")))


def differing(ours: Mapping[str, bytes], others: Mapping[str, bytes]) -> list[str]:
    """Return the paths of files that only one side has, or that differ."""
    return [path for path in sorted(ours.keys() | others.keys()) if ours.get(path) != others.get(path)]


def is_current(workshop: Workshop) -> bool:
    """Tell whether every edition is taken for what would be built now."""
    inputs, record = read_inputs(workshop.root), output_at(workshop.output).record()
    assert record.keys() == {"acme", "globex"}
    current = [
        one.made_of.are_unchanged(inputs) and is_unchanged(workshop.root, one.opened)
        for one in record.values()
    ]
    assert len(set(current)) == 1
    return current[0]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.path)
def test_a_change_of_one_file(edit: Edit, workshop: Workshop) -> None:
    """No edition is current any more, whichever way a build came to the file."""
    file = workshop.root / edit.path
    before = file.read_text("utf-8") if file.exists() else None
    assert before is None or len(before) == len(edit.text)
    assert is_current(workshop)
    workshop.write({edit.path: edit.text})
    assert not is_current(workshop)
    file.unlink()
    assert before is None or not is_current(workshop)
    if before is not None:
        workshop.write({edit.path: before})
    assert is_current(workshop)


@pytest.mark.parametrize("name", VARIABLES)
def test_a_change_of_a_variable(name: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `!ENV` names counts, and what a hook asks for."""
    monkeypatch.setenv(name, VARIABLES[name])
    assert not is_current(workshop)


def test_what_no_build_opens(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that lies there, the folders of an output, and the ways of a shell or terminal change nothing."""
    workshop.write(
        {
            "notes.txt": "Mine",
            "data/other.yml": "x: 1\n",
            "hooks/__pycache__/x.pyc": "",
            "site/.rolebook.json": "",
        }
    )
    monkeypatch.setenv("PATH", f"/opt/bin:{os.environ['PATH']}")
    for name in ("LINES", "TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(name, "24")
    assert is_current(workshop)


def test_all_of_it_is_built(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each change is seen in every shape, though one process builds them all and has imported the old modules."""
    before = said(workshop, "acme")
    assert [edit.expected for edit in EDITS if edit.expected in before] == []
    workshop.write({edit.path: edit.text for edit in EDITS})
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    assert workshop.build()
    for company_id in ("acme", "globex"):
        found = said(workshop, company_id)
        assert [
            one for one in (*(edit.expected for edit in EDITS), *VARIABLES.values()) if one not in found
        ] == []
    capsys.readouterr()
    assert workshop.build()
    assert capsys.readouterr().out.startswith("Up to date: 2 handbooks:")


def test_anew(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the record and the cache say, it is built, and comes out the same."""
    assert workshop.build()
    before, standing = workshop.editions(), workshop.written()
    capsys.readouterr()
    assert workshop.build(anew=True)
    assert capsys.readouterr().out.startswith("Built 2 handbooks:")
    assert differing(workshop.editions(), before) == []
    assert [name for name, folder in workshop.written().items() if folder == standing[name]] == []


def test_a_file_that_changes_while_it_is_built(workshop: Workshop) -> None:
    """What was read may be neither the old nor the new: it is not taken for either."""
    workshop.write({"hooks/helper.py": _CHANGES_ITSELF})
    with pytest.raises(BuildError, match="files were changed while they were read; build again"):
        workshop.build()
