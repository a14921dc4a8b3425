"""A handbook folder on disk, and what is read from it."""

from pathlib import Path

import pytest

from rolebook.load.content import Content
from rolebook.load.files import company_ids
from rolebook.load.folder import read_folder
from rolebook.model.company import DeclaredFact
from tests.conftest import spec, write_tree

INITECH = "name: Initech\nfacts: {COMPANY_NAME: Initech}\n"


def read(root: Path, **files: str | bytes) -> Content:
    """Return what a folder of these files holds."""
    return read_folder(write_tree(root, files))


def told(content: Content) -> list[str]:
    """Return what the author is told."""
    return [str(problem) for problem in content.problems]


def objective(content: Content) -> str:
    """Return the first objective of the first role."""
    return content.roles[0].objectives[0].text


def linking(target: str) -> str:
    """Return a spec whose objective, in line 8, links to a file."""
    return spec("QA Engineer", body=f"## Objectives\n- See [it]({target})\n")


def test_a_folder(tmp_path: Path) -> None:
    """Roles stand in the order of their paths, companies under their ids, and facts are declared."""
    content = read(
        tmp_path,
        **{
            "roles/quality/qa-lead.md": spec("QA Lead"),
            "roles/engineering/backend-engineer.md": spec("Backend Engineer"),
            "companies/initech.yml": INITECH,
            "companies/acme.yaml": "name: Acme\nfacts: {}\n",
            "companies/facts.yml": "COMPANY_NAME: The name\n",
            "docs/own.md": "# Own\n\n{{ COMPANY_NAME }}\n",
        },
    )
    assert [role.path for role in content.roles] == [
        "roles/engineering/backend-engineer.md",
        "roles/quality/qa-lead.md",
    ]
    assert list(content.companies) == list(company_ids(tmp_path)) == ["acme", "initech"]
    assert content.declared == {"COMPANY_NAME": DeclaredFact("COMPANY_NAME", "The name", line=1)}
    assert "docs/own.md" in [page.path for page in content.docs]
    assert told(content) == []


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder may hold nothing yet; without `facts.yml` nothing is declared, which is not the same as none."""
    content = read_folder(tmp_path)
    assert (content.roles, dict(content.companies), content.declared, told(content)) == ((), {}, None, [])


def test_a_readme_is_left_out(tmp_path: Path) -> None:
    """A README beside the specs is no role, and its author is told so."""
    content = read(tmp_path, **{"roles/quality/README.md": "# Quality\n\nHow we work.\n"})
    assert content.roles == ()
    assert told(content) == [
        (
            "roles/quality/README.md: notice: left out: a file called README.md is about its folder, never a role; "
            "rename it if it is one"
        )
    ]


def test_one_id_in_two_departments(tmp_path: Path) -> None:
    """Ids are file names, and file systems do not always tell case; the first one stays."""
    files = {"roles/a/qa-lead.md": spec("QA Lead"), "roles/b/QA-Lead.md": spec("Lead of QA")}
    content = read(tmp_path, **files)
    assert [role.title for role in content.roles] == ["QA Lead"]
    assert told(content) == [
        'roles/b/QA-Lead.md: the id "QA-Lead" is taken by roles/a/qa-lead.md; rename one of the files'
    ]


def test_a_role_called_index(tmp_path: Path) -> None:
    """The address of such a role would be that of its department's listing."""
    content = read(
        tmp_path, **{"roles/a/index.md": spec("Index", body="## Objectives\n- x\n\n## Tools\n- y\n")}
    )
    assert content.roles == ()
    assert told(content) == [
        (
            "roles/a/index.md: notice: left out: a file called index.md is about its folder, never a role; "
            "rename it if it is one"
        )
    ]


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    """What editors and version control keep to themselves is nobody's role or company."""
    hidden = {"roles/.drafts/x.md": "x", "roles/a/.x.md": "x", "companies/.old.yml": "x", "docs/.x.md": "{{"}
    content = read(tmp_path, **hidden)
    assert (content.roles, dict(content.companies), told(content)) == ((), {}, [])


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    """A file in another encoding is named with the line where it stops being UTF-8."""
    latin = "name: Initech\nfacts: {A: Köln}\n".encode("latin-1")
    content = read(
        tmp_path,
        **{
            "companies/initech.yml": latin,
            "companies/facts.yml": b"\xff",
            "roles/a/x.md": b"# R\xf4le",
            "docs/x.md": b"\n\n\xe9",
        },
    )
    assert content.declared is None
    assert sorted(told(content)) == [
        "companies/facts.yml:1: the file is not UTF-8 text; save it with the encoding UTF-8",
        "companies/initech.yml:2: the file is not UTF-8 text; save it with the encoding UTF-8",
        "docs/x.md:3: the file is not UTF-8 text; save it with the encoding UTF-8",
        "roles/a/x.md:1: the file is not UTF-8 text; save it with the encoding UTF-8",
    ]


def test_a_byte_order_mark_is_nothing(tmp_path: Path) -> None:
    """Some editors begin every file with one."""
    content = read(tmp_path, **{"companies/initech.yml": "\ufeff" + INITECH})
    assert content.companies["initech"].name == "Initech"


def test_two_files_of_one_company(tmp_path: Path) -> None:
    """Two suffixes do not make two companies."""
    content = read(tmp_path, **{"companies/initech.yml": INITECH, "companies/initech.yaml": INITECH})
    assert told(content) == [
        'companies/initech.yml: the company "initech" has a file already, companies/initech.yaml; rename one of the two'
    ]


def test_facts_in_a_file_of_another_suffix(tmp_path: Path) -> None:
    """`facts.yaml` is neither a company nor silently ignored."""
    content = read(tmp_path, **{"companies/facts.yaml": "A: x\n"})
    assert (dict(content.companies), content.declared) == ({}, None)
    assert told(content) == ["companies/facts.yaml: is not read; rename it to companies/facts.yml"]


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        ("initech/logo.svg", "there is no file companies/initech/logo.svg"),
        ("../x.svg", "must be a path below companies/, such as acme/x.svg, not ../x.svg"),
        ("../nowhere.svg", "must be a path below companies/, such as acme/nowhere.svg, not ../nowhere.svg"),
        ("/etc/x.svg", "must be a path below companies/, such as acme/x.svg, not /etc/x.svg"),
        ("../companies/a/b.svg", "there is no file companies/../companies/a/b.svg"),
        ("companies/n.svg", "there is no file companies/companies/n.svg; write n.svg"),
        ("brand/a/own.svg", "there is no file companies/brand/a/own.svg; write a/own.svg"),
        (
            "/companies/a/own.svg",
            "must be a path below companies/, such as acme/own.svg, not /companies/a/own.svg; write a/own.svg",
        ),
    ],
)
def test_a_brand_picture_that_is_not_there(tmp_path: Path, picture: str, message: str) -> None:
    """Pictures of a brand lie beside the company's file."""
    files = {
        "x.svg": "",
        "companies/a/own.svg": "",
        "companies/initech.yml": f"{INITECH}brand:\n  logo: {picture}\n",
    }
    assert told(read(tmp_path, **files)) == [f"companies/initech.yml:4: brand.logo: {message}"]


def test_a_brand_picture(tmp_path: Path) -> None:
    """One that is there is nothing to speak of."""
    files = {"companies/a/x.svg": "<svg/>", "companies/a.yml": f"{INITECH}brand: {{favicon: a/x.svg}}\n"}
    assert told(read(tmp_path, **files)) == []


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("qa-lead.md", "roles/qa-lead.md"),
        ("./qa-lead.md#identity", "roles/qa-lead.md#identity"),
        ("../engineering/backend-engineer.md", "roles/backend-engineer.md"),
        ("../../roles/quality/qa-lead.md", "roles/qa-lead.md"),
        ("../../docs/how.md#here", "how.md#here"),
        ("../../docs/gold-standard.md", "gold-standard.md"),
        ("chart.png", "assets/roles/quality/chart.png"),
        ("<my chart (1).png>", "assets/roles/quality/my%20chart%20%281%29.png"),
        ("my%20chart%20(1).png", "assets/roles/quality/my%20chart%20%281%29.png"),
        ("../../docs/img/team.png", "assets/docs/img/team.png"),
    ],
)
def test_links_of_a_spec(tmp_path: Path, target: str, address: str) -> None:
    """A link to a spec, a page in `docs/` or a file beside them leads to where that is in the handbook."""
    content = read(
        tmp_path,
        **{
            "roles/quality/qa-engineer.md": linking(target),
            "roles/quality/qa-lead.md": spec("QA Lead"),
            "roles/quality/chart.png": "",
            "roles/quality/my chart (1).png": "",
            "roles/engineering/backend-engineer.md": spec("Backend Engineer"),
            "docs/how.md": "# How",
            "docs/img/team.png": "",
        },
    )
    role = next(role for role in content.roles if role.id == "qa-engineer")
    assert role.objectives[0].text == f"See [it](<handbook:{address}>)"
    assert told(content) == []


def test_pictures_beside_a_spec_come_along(tmp_path: Path) -> None:
    """Only the files that specs link to are part of the handbook."""
    files = {"roles/a/x.md": linking("chart.png"), "roles/a/chart.png": "", "roles/a/other.png": ""}
    assert dict(read(tmp_path, **files).assets) == {
        "assets/roles/a/chart.png": tmp_path / "roles/a/chart.png"
    }


@pytest.mark.parametrize(
    "target",
    ["missing.md", "missing.png", "../..", "../../../etc/passwd", "../../mkdocs.yml", ".", "../quality"],
)
def test_a_link_to_nothing(tmp_path: Path, target: str) -> None:
    """What is not in the handbook cannot be linked to; the author is warned."""
    files = {"roles/quality/qa.md": linking(target), "mkdocs.yml": "", "roles/quality/README.md": "# x"}
    content = read(tmp_path, **files)
    assert objective(content) == "See [it](<handbook:>)"
    assert (
        f'roles/quality/qa.md:8: warning: links to "{target}", which is not in this handbook; the link is left out'
        in told(content)
    )


def test_a_link_to_a_file_that_is_no_role(tmp_path: Path) -> None:
    """A README lies among the specs, and yet has no page."""
    content = read(tmp_path, **{"roles/a/qa.md": linking("README.md"), "roles/a/README.md": "# x"})
    warned = (
        'roles/a/qa.md:8: warning: links to "README.md", which is not in this handbook; the link is left out'
    )
    assert warned in told(content)


def test_links_to_elsewhere_stay(tmp_path: Path) -> None:
    """Web addresses, the page's top and facts are no files; links in code are code."""
    text = "[a](https://x.example) [b](#) [d](mailto:a@x.example) [e]({{URL}}) `[f](g.md)`"
    content = read(tmp_path, **{"roles/a/x.md": spec("X", body=f"## Objectives\n- {text}\n")})
    assert objective(content) == text.replace("{{URL}}", "\ue0f0URL\ue0f1")
    assert told(content) == []


def test_links_in_raw_html(tmp_path: Path) -> None:
    """A link or a picture in HTML leads where one in Markdown does, and is told when it leads nowhere."""
    files: dict[str, str | bytes] = {
        "roles/qa/tester.md": spec(
            "Tester",
            body='## Objectives\n- See <a href="lead.markdown#identity">a</a> <img src="a&amp;b.png"> <a href="no.md">',
        ),
        "roles/qa/lead.markdown": spec("Lead"),
        "roles/qa/a&b.png": b"",
    }
    content = read(tmp_path, **files)
    texts = [str(part) for role in content.roles for section in role.sections for part in section.parts]
    assert any('<a href="handbook:roles/lead.md#identity">' in text for text in texts)
    assert any('<img src="handbook:assets/roles/qa/a%26b.png">' in text for text in texts)
    assert [str(problem).partition(": ")[2] for problem in content.problems] == [
        'warning: links to "no.md", which is not in this handbook; the link is left out'
    ]


def test_linked_folders(tmp_path: Path) -> None:
    """A folder that is linked is read as if it lay there, roles and pages alike."""
    write_tree(tmp_path, {"real/qa-lead.md": spec("QA Lead"), "real/own.md": "# Own\n\n{{ TEAM }}\n"})
    for place in ("roles/quality", "docs/guides"):
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).symlink_to(tmp_path / "real")
    content = read_folder(tmp_path)
    assert "roles/quality/qa-lead.md" in [role.path for role in content.roles]
    (page,) = [page for page in content.docs if page.path == "docs/guides/own.md"]
    assert [use.name for use in page.facts] == ["TEAM"]


@pytest.mark.parametrize("folder", ["roles", "docs", "overrides"])
def test_a_circle_of_links(tmp_path: Path, folder: str) -> None:
    """A link back to a folder in which it lies is named, and gone round once."""
    write_tree(tmp_path, {f"{folder}/inner/page.md": spec("QA Lead")})
    (tmp_path / folder / "inner" / "loop").symlink_to(tmp_path / folder)
    message = f"{folder}/inner/loop: links to a folder in which it lies itself; remove the link"
    assert message in told(read_folder(tmp_path))


def test_pages_by_any_name_that_mkdocs_knows(tmp_path: Path) -> None:
    """What MkDocs takes for a page is read, and what it takes for a file is not."""
    write_tree(tmp_path, {f"docs/page{suffix}": "# Page\n" for suffix in (".md", ".markdown", ".MD", ".txt")})
    own = [page.path for page in read_folder(tmp_path).docs if page.path.startswith("docs/page")]
    assert own == ["docs/page.markdown", "docs/page.md"]
