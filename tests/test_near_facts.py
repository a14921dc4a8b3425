"""What looks like a fact in a spec and is none."""

from pathlib import Path

import pytest

from rolebook.parse.near_facts import near_facts
from rolebook.reading.link_slips import link_slips
from tests.conftest import spec
from tests.test_check import check

_FILES = {
    "companies/facts.yml": "COMPANY_NAME:\nTEAM: {default: QA}\n",
    "companies/acme.yml": "name: Acme\nfacts: {COMPANY_NAME: Acme}\n",
}
_USED = "\n\n{{COMPANY_NAME}} {{TEAM}}"


def _told(root: Path, text: str) -> list[str]:
    """Return what is said of a text that begins in line 8 of a spec."""
    files = _FILES | {"roles/qa/tester.md": spec("Tester", body=f"## Objectives\n{text}{_USED}\n")}
    found = [line for line in check(root, files) if not line.startswith("docs/")]
    return [line.removeprefix("roles/qa/tester.md:8: warning: ") for line in found]


@pytest.mark.parametrize(
    "written",
    [
        "{COMPANY_NAME}",
        "{{company_name}}",
        "{{COMPANY_NAME}",
        "{COMPANY_NAME}}",
        "{{COMPANY NAME}}",
        "{{ COMPANY NAME }}",
        "{{COMPANY-NAME}}",
        "{{Company_Name}}",
        "{{company_nmae}}",
        "{{{COMPANY_NAME}}}",
        "{company_name}",
        "{ Company Name }",
        "{COMPANY_NAM}",
        "${COMPANY_NAME}",
        "{{COMPANY_NAME",
        "COMPANY_NAME}}",
        "[COMPANY_NAME]",
        "<COMPANY_NAME>",
        "%COMPANY_NAME%",
        "COMPANY_NAME",
        "__COMPANY_NAME__",
    ],
)
def test_near_a_fact(tmp_path: Path, written: str) -> None:
    """A declared fact in other braces, another case, or misspelt, is told at its line."""
    said = f'"{written}" is printed as it stands; did you mean {{{{COMPANY_NAME}}}}?'
    assert _told(tmp_path, f"- Work at {written}, all day") == [said]


def test_braces_of_other_keyboards(tmp_path: Path) -> None:
    """What an input method writes for braces counts as braces."""
    (said,) = _told(tmp_path, "- ｛｛COMPANY_NAME｝｝で働く")
    assert said.endswith("did you mean {{COMPANY_NAME}}?")


@pytest.mark.parametrize("code", ["`{COMPANY_NAME}`", "`{{COMPANY_NAME}`"])
def test_in_code(tmp_path: Path, code: str) -> None:
    """In code, a fact by its exact name in wrong braces is told."""
    assert len(_told(tmp_path, f"- Run {code}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "- {{COMPANY_NAME}} and {{ COMPANY_NAME }}",
        r"- Write \{{COMPANY_NAME}} or \{COMPANY_NAME}",
        "- Call `GET /teams/{team}/{id}`, or /teams/{team}",
        "- Run `echo $COMPANY_NAME ${COMPANY_NAME} %COMPANY_NAME%` and `{{company_name}}`",
        "- Use ${{ secrets.COMPANY_NAME }} and {{ .Values.team }}, {{ user.name }}, {% raw %}",
        "- A [TEAM](https://x.example) and the SAP_TEAM, {#id}, {name}, {0}, {}, {a: 1}",
        "- A team of the company, COMPANY, NAME",
        "<!-- COMPANY_NAME is declared -->",
    ],
)
def test_what_is_no_fact(tmp_path: Path, text: str) -> None:
    """Facts, escaped braces, code in other languages and other names are left alone."""
    assert _told(tmp_path, text) == []


def test_code_blocks(tmp_path: Path) -> None:
    """In a block of code only the exact name in one or two braces is told."""
    text = "```sh\n{{company_name}} ${COMPANY_NAME} [COMPANY_NAME] COMPANY_NAME\nnginx {COMPANY_NAME}\n```\n"
    assert _told(tmp_path, text) == [
        'roles/qa/tester.md:10: warning: "{COMPANY_NAME}" is printed as it stands; did you mean {{COMPANY_NAME}}?'
    ]


@pytest.mark.parametrize(
    "written",
    [
        "{% if settings.remote %}",
        "{{ settings.remote }}",
        "{{ company.name }}",
        "{{ COMPANY_NAME | upper }}",
        "{% if TEAM == 'QA' %}",
        '{{ career_ladder("tester") }}',
    ],
)
def test_templates(tmp_path: Path, written: str) -> None:
    """What works on pages in docs/ is told in a spec, where it is text."""
    assert _told(tmp_path, f"- Work {written} at home") == [
        (
            f'"{written}" is printed as it stands: a spec is text, not a template; '
            "print facts as {{NAME}}, and use settings and macros on pages in docs/"
        )
    ]


@pytest.mark.parametrize(
    "written", ["{% if user %}", "{{ release.name | upper }}", "{{< ref >}}", "`{{ settings.x }}`"]
)
def test_templates_of_others(tmp_path: Path, written: str) -> None:
    """Templates that name nothing of Rolebook's, and code, are the author's own."""
    assert _told(tmp_path, f"- Write {written}") == []


@pytest.mark.parametrize(
    "text", ["{" * 200_000, "_" * 200_000, "{{A " * 50_000, "A_" * 100_000, "[" * 200_000 + "](("]
)
def test_a_line_of_nothing_but_marks(text: str) -> None:
    """Lines that no one writes are read in a moment too; a search that goes back for each mark would not end."""
    near_facts(f"Words {text}\n")
    assert len(list(link_slips(f"Words {text}\n", "roles/x.md"))) <= 1
