"""Whatever `check` passes, `build` builds; whatever `build` refuses, `check` says at the same file and line."""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from rolebook.resources import default_configuration
from tests.agreement.edits import EDITS, Edit, edited
from tests.agreement.handbook import FOLDER, agreed

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too

_EXAMPLES = int(os.environ.get("ROLEBOOK_AGREEMENT_EXAMPLES", "30"))
_OF_ANOTHER_HANDBOOK = re.compile(r"^(?:repo_url|edit_uri):.*\n", re.MULTILINE)
CONFIGURATION = _OF_ANOTHER_HANDBOOK.sub("", default_configuration().read_text("utf-8"))


def test_nothing_to_say(tmp_path: Path) -> None:
    """The folder that is edited has no problem, and is built."""
    assert agreed(tmp_path, FOLDER).code == 0


@settings(max_examples=_EXAMPLES, derandomize=_EXAMPLES <= 30)
@given(EDITS)
def test_check_and_build_are_one_truth(edits: Sequence[Edit]) -> None:
    """After any edits both commands pass, or both fail, and check names every place that build names."""
    with tempfile.TemporaryDirectory() as folder:
        agreed(Path(folder), edited(edits, CONFIGURATION))
