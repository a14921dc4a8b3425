"""Hand-written pages: macros, facts, settings, and what is refused."""

import pytest

from rolebook.model.problem import BuildError
from tests.site.conftest import Build
from tests.site.reading import address, article, page, text


def test_a_page_replaces_a_generated_one(build: Build) -> None:
    """A page in docs/ at the address of a generated one replaces it, and is made of the same macros."""
    own = "# Our QA people\n\nRead this first.\n\n{{ objectives('qa-engineer') }}\n"
    site = build({"docs/roles/qa-engineer.md": own})
    read = text(address(site, "/roles/qa-engineer/"))
    assert "Read this first." in read
    assert "Find what breaks at Acme" in read
    assert "QA Lead" not in read


def test_a_page_at_an_address_by_another_path(build: Build) -> None:
    """docs/tools.md stands at /tools/ too; links to the generated page lead there."""
    site = build({"docs/tools.md": "# Our tools\n\n{{ tool_index() }}\n"})
    assert "Our tools" in text(address(site, "/tools/"))
    assert article(address(site, "/how-to-use/")).find("a", href="../tools/")


def test_a_setting_nobody_gives(build: Build) -> None:
    """A setting that the company does not set is false, and prints nothing."""
    site = build(
        {"docs/where.md": "{% if settings.remote %}Anywhere{% else %}Here{{ settings.x }}{% endif %}"}
    )
    assert "Here" in text(address(site, "/where/"))


@pytest.mark.parametrize("use", ["{{ company.name | upper }}", "{% if company.name == 'x' %}a{% endif %}"])
def test_the_company_name_is_data(build: Build, use: str) -> None:
    """The company's name can be printed and nothing else, as a fact."""
    with pytest.raises(BuildError, match=r"docs/name\.md:1: company\.name is a fact"):
        build({"docs/name.md": use})


def test_a_macro_in_code(build: Build) -> None:
    """A macro call within a code block is no code; the author is told how to show it."""
    with pytest.raises(
        BuildError, match=r"docs/code.md:2: a macro stands in code; wrap that code in {% raw %}"
    ):
        build({"docs/code.md": "```\n{{ org_chart() }}\n```\n"})


def test_what_only_the_build_sees_of_a_macro(build: Build) -> None:
    """A word that a page works out, or a block amid words, is told at its line, front matter counted."""
    pages = {
        "docs/word.md": "---\ntitle: Word\n---\n\n# Word\n\n{% set kind = 'kindly' %}\n"
        "{{ page_header('qa-engineer', kind) }}\n",
        "docs/tab.md": '=== "Tab"\n\n    ## See {{ org_chart() }}\n',
        "docs/bold.md": "Text\n\n**{{ checklist('qa-engineer') }}**\n",
        "docs/bare.md": "Text\n\n{{ org_chart }}\n\n{% macro own() %}{% endmacro %}\n",
        "docs/own.md": "{% macro own() %}{% endmacro %}\n{{ own }}\n",
        "docs/each.md": "{% for name in ['tools', 'toolz'] %}\n{{ index_page(name) }}\n{% endfor %}\n",
    }
    with pytest.raises(BuildError) as found:
        build(pages)
    message = str(found.value)
    assert 'docs/word.md:8: page_header: no kind of page "kindly"' in message
    assert "docs/tab.md:3: a macro stands in a heading" in message
    assert 'docs/bare.md:3: "org_chart" is called with brackets' in message
    assert 'docs/own.md:2: "own" is called with brackets' in message
    assert "docs/bold.md:3: a macro stands in emphasised words" in message
    assert 'docs/each.md:2: index_page: no index "toolz"; did you mean "tools"?' in message


def test_a_department_that_only_others_have(build: Build) -> None:
    """A page may list the roles of a department that its company has none of."""
    company = "name: Acme\nfacts: {COMPANY_NAME: Acme}\nroles: {exclude: [sales/*]}\n"
    sales = "# Seller\n\n## Objectives\n- Sell\n"
    docs = "# Sales\n\n{{ role_cards(department='sales') }}\n"
    site = build({"companies/acme.yml": company, "roles/sales/seller.md": sales, "docs/sales.md": docs})
    assert "No role matches." in text(address(site, "/sales/"))


def test_a_broken_theme_file(build: Build) -> None:
    """A mistake in a theme file of one's own is told by file and line, not by a traceback."""
    with pytest.raises(BuildError, match=r"overrides/partials/footer.html:2: .*nothing"):
        build({"overrides/partials/footer.html": "\n{{ nothing.at.all }}\n"})


def test_an_index_of_ones_own(build: Build) -> None:
    """A folder's own docs/index.md is the home page; pages it does not have come with Rolebook."""
    site = build({"docs/index.md": "# Hello\n\n{{ role_cards() }}\n"})
    assert "Hello" in text(site / "index.html")
    assert article(site / "index.html").find("a", href="roles/qa-engineer/")
    assert address(site, "/gold-standard/").is_file()


def test_a_page_template_of_ones_own(build: Build) -> None:
    """A page body is Markdown that a folder can replace without touching Python."""
    template = "**Only** this: {{ role.title }}\n\n{{ objectives(role) }}\n"
    site = build({"overrides/pages/role.md": template})
    role = address(site, "/roles/qa-engineer/")
    assert "Only this: QA Engineer" in text(role)
    assert article(role).find("strong", string="Only")
    assert "Find what breaks at Acme" in text(role)


def test_a_part_template_of_ones_own(build: Build) -> None:
    """A single part of a page can be replaced too."""
    site = build({"overrides/parts/role_header.html": "<h1>{{ role.title }}!</h1>"})
    assert "QA Engineer!" in text(address(site, "/roles/qa-engineer/"))


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("overrides/pages/role.md", "overrides/pages/role.md:2: 'nothing' is undefined"),
        ("overrides/parts/role_header.html", "overrides/parts/role_header.html:2: 'nothing' is undefined"),
    ],
)
def test_a_broken_template_is_named(build: Build, template: str, place: str) -> None:
    """A mistake in a template is told once, at its file and line, however many pages it makes."""
    with pytest.raises(BuildError) as error:
        build({template: "fine\n{{ nothing }}\n"})
    assert str(error.value).count(place) == 1


def test_a_template_that_cannot_be_read(build: Build) -> None:
    """A template that is no Jinja is told by file and line too."""
    with pytest.raises(BuildError, match=r"overrides/pages/tools\.md:3: "):
        build({"overrides/pages/tools.md": "\n\n{% if %}\n"})


def test_the_roles_of_a_handbook(build: Build) -> None:
    """A page can go through the company's roles; what the company's file says beyond settings is not there."""
    site = build({"docs/all.md": "{% for role in roles %}- {{ role_link(role) }}\n{% endfor %}"})
    assert article(address(site, "/all/")).find("a", string="QA Engineer")
    with pytest.raises(BuildError, match='no macro or value "handbook"'):
        build({"docs/all.md": "{{ handbook.company.facts.COMPANY_NAME }}"})


def test_settings_are_ordinary_values(build: Build) -> None:
    """A setting can be tested in a page; a fact cannot."""
    company = "name: Acme\nfacts: {COMPANY_NAME: Acme}\nsettings: {remote: true}\n"
    docs = "{% if settings.remote %}Work from anywhere.{% endif %} {{ company.name }}"
    site = build({"docs/where.md": docs, "companies/acme.yml": company})
    assert "Work from anywhere. Acme" in text(address(site, "/where/"))


def test_an_explicit_id_is_no_comment(build: Build) -> None:
    """`{#id}` after a heading stays an id on a page that Jinja reads."""
    site = build({"docs/ids.md": "## Pay {#money}\n\n{# a comment #}Text\n"})
    assert page(address(site, "/ids/")).find(id="money")
    assert "a comment" not in text(address(site, "/ids/"))


def test_raw_code_passes(build: Build) -> None:
    """Code in another template language stands in a raw block, byte for byte."""
    code = "```yaml\n{% raw %}key: ${{ secrets.X }} {{ .Values.x }} {% if y %}{% endraw %}\n```\n"
    site = build({"docs/code.md": code})
    shown = article(address(site, "/code/")).get_text()
    assert "key: ${{ secrets.X }} {{ .Values.x }} {% if y %}" in shown


def test_front_matter_prints_facts(build: Build) -> None:
    """A title or description with a fact in its front matter shows the value."""
    docs = '---\ntitle: "About {{COMPANY_NAME}}"\ndescription: "All of {{COMPANY_NAME}}"\n---\nText\n'
    file = address(build({"docs/about.md": docs}), "/about/")
    title = page(file).title
    description = page(file).find("meta", attrs={"name": "description"})
    assert title
    assert description
    assert title.get_text().startswith("About Acme")
    assert description["content"] == "All of Acme"


@pytest.mark.parametrize(
    "expression",
    [
        "{{ lipsum.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ config.docs_dir }}",
        "{{ environment }}",
        "{{ plugin }}",
        "{{ handbook.__class__.__init__.__globals__ }}",
        "{{ role_page.__globals__ }}",
        "{{ page.file }}",
        "{% for x in range(10 ** 9) %}{% endfor %}",
    ],
)
def test_a_page_is_no_program(build: Build, expression: str) -> None:
    """What reaches for Python, files or the machine is an error, and nothing runs."""
    with pytest.raises(BuildError, match=r"docs/attack.md:2"):
        build({"docs/attack.md": f"# Attack\n{expression}\n"})


def test_every_error_of_every_page(build: Build) -> None:
    """All pages' errors come in one go, each with its file, line and reason."""
    with pytest.raises(BuildError) as found:
        build(
            {
                "docs/one.md": "# One\n\n{{ role_page('qa-enginer') }}\n",
                "docs/two.md": "# Two\n\n\n{{ colour }}\n",
                "docs/three.md": "{{ workflow('qa-engineer', 'nothing') }}\n",
                "docs/four.md": "# Four\n\n{{ role_filter() }}\n\n{{ departments() }}\n",
                "docs/six.md": "{{ departments(full=true) }}\n\n{{ role_filter() }}\n",
                "docs/five.md": "# Five\n\n{{ page_header('qa-engineer', 'kindly') }}\n",
            }
        )
    message = str(found.value)
    assert 'docs/one.md:3: no role has the id "qa-enginer"; did you mean "qa-engineer"?' in message
    assert 'docs/two.md:4: there is no macro or value "colour"' in message
    assert 'docs/three.md:1: the role "qa-engineer" has no workflow "nothing"' in message
    assert "docs/four.md:3: role_filter filters what departments(full=true) shows below it" in message
    assert "docs/six.md:3: role_filter filters what departments(full=true) shows below it" in message
    assert 'docs/five.md:3: page_header: no kind of page "kindly"' in message


def test_a_link_to_nowhere_stops_the_build(build: Build) -> None:
    """A broken link on a hand-written page is an error that names the page."""
    with pytest.raises(BuildError, match=r"links\.md.*missing\.md"):
        build({"docs/links.md": "[gone](missing.md)\n"})


def test_a_link_to_a_generated_page(build: Build) -> None:
    """A hand-written page links to generated ones by their Markdown path, down to an anchor."""
    site = build({"docs/links.md": "[them](roles/qa-engineer.md#objectives)\n"})
    assert article(address(site, "/links/")).find("a", href="../roles/qa-engineer/#objectives")


def test_a_place_for_a_part_written_by_hand(build: Build) -> None:
    """The element that keeps a part's place is a page's own element when a page writes it."""
    written = f'<div data-rolebook-part="{"0" * 64}"></div>\n<div data-rolebook-part="7"></div>\n\nText\n'
    site = build({"docs/place.md": f"# Place\n\n{written}\n{{{{ org_chart() }}}}\n"})
    assert "Text" in text(address(site, "/place/"))
    assert len(article(address(site, "/place/")).select("[data-rolebook-part]")) == 2


@pytest.mark.parametrize(
    "around", ["<b title='{}'>b</b>", '<b title="{}">b</b>', "<script>\n`{}`\n</script>"]
)
def test_a_macro_where_html_is_not_read(build: Build, around: str) -> None:
    """A macro in an attribute or a script would end it; its author is told."""
    message = r"docs/own\.md(:\d+)?: a macro stands in an attribute or a script"
    with pytest.raises(BuildError, match=message):
        build({"docs/own.md": f"# Own\n\n{around.format('{{ org_chart() }}')}\n"})


def test_a_fact_where_it_would_be_markup(build: Build) -> None:
    """A template of one's own that puts a fact where its value would be markup is refused, page by page."""
    with pytest.raises(BuildError, match=r"pages/tools\.md|tools.*COMPANY_NAME is a fact and stands where"):
        build({"overrides/pages/tools.md": "# Tools\n\n<b title={{ COMPANY_NAME }}>b</b>\n"})
    with pytest.raises(BuildError, match=r"docs/own\.md:3: COMPANY_NAME is a fact and stands where"):
        build({"docs/own.md": "# Own\n\n<b title={{ COMPANY_NAME }}>b</b>\n"})


def test_facts_in_every_kind_of_quoted_address(build: Build) -> None:
    """A fact in an address is a part of it, in quotes of either kind and in addresses of any name."""
    facts = 'COMPANY_NAME: "javascript:alert(1)//\'\\""'
    docs = "<a id='one' href='{{ COMPANY_NAME }}'>a</a> <form action=\"{{ COMPANY_NAME }}\"></form>\n"
    site = build({"docs/own.md": docs, "companies/acme.yml": f"name: Acme\nfacts: {{{facts}}}\n"})
    found = article(address(site, "/own/"))
    named = [found.select("#one")[0]["href"], found.select("form")[0]["action"]]
    assert [str(address).partition("%28")[0] for address in named] == ["javascript%3Aalert"] * 2


@pytest.mark.parametrize(
    "text",
    ["{% for a in [1] %}" * 25 + "{% endfor %}" * 25, "{{ " + "(" * 230 + "1" + ")" * 230 + " }}"],
)
def test_what_lies_too_deep(build: Build, text: str) -> None:
    """A page of which Python can make no program is told as its author knows it."""
    with pytest.raises(BuildError, match=r"docs/deep\.md: braces, brackets or blocks lie too deep"):
        build({"docs/deep.md": f"# Deep\n\n{text}\n"})
