"""What counts as another company's, and where it is found."""

import json
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.facts.slug import slugify
from rolebook.isolation.edition import spelled_out
from rolebook.isolation.extracted import ExtractedText
from rolebook.isolation.extraction import extracted
from rolebook.isolation.search import KnownPhrases, Own, Search, excerpt
from rolebook.isolation.secrets import secrets
from rolebook.isolation.text_as_words import ordinary_words, phrases, words_in
from rolebook.isolation.vocabulary import vocabulary_of
from rolebook.model.company import Company, DeclaredFact

HARD = (
    "AT&T Labs",
    "B2B/B2C | Labs",
    "*Star* _Inc_",
    "<script>alert(1)</script>",
    'O\'Reilly "Q" \\ Söhne',
    "日本語株式会社",
)


def company(company_id: str, name: str, **facts: str) -> Company:
    """Return a company."""
    return Company(company_id, f"companies/{company_id}.yml", name, facts=facts)


def search(*companies: Company, prose: str = "", **declared: DeclaredFact) -> Search:
    """Return the search for the secrets of companies whose handbooks are written like `prose`."""
    lines = [("roles/a.md", number, prose) for number in (1, 2)]
    vocabulary = vocabulary_of(lines)
    return Search(secrets(companies, declared, vocabulary), vocabulary.small)


def found(text: str, looking: Search) -> list[str]:
    """Return the secrets in a text."""
    return sorted({looking.secrets[match.words].text for match in looking.find(ExtractedText(text))})


@pytest.mark.parametrize("name", HARD)
def test_a_value_is_found_however_it_is_written(name: str) -> None:
    """In HTML, JSON, addresses, ids and file names, a name is the same name."""
    looking = search(company("acme", "Acme"), company("hard", name))
    spellings = {
        "a.html": f"<p>By {escape(name)}, of course</p>",
        "b.html": f'<h2 id="{slugify(f"at {name} now")}">',
        "c.html": f'<a href="/search/?q={quote(name, safe="")}">',
        "tag.html": f'<img title="a > b" alt="Of {escape(name)} > all">',
        "cut.html": f'<img title="a < {escape(name)}">',
        "d.json": json.dumps({"title": f"At {name}"}),
        "e.json": json.dumps({"text": f"<p>{escape(name)}</p>"}),
        "f.xml": f"<loc>{escape(name)}</loc>",
        "g.txt": f"# {name.upper()}",
    }
    for path, text in spellings.items():
        assert any(found(one.text, looking) == [name] for one in extracted(path, text.encode())), path


def test_values_that_all_have_are_no_secret() -> None:
    """What a fact is by default, or what is declared public, anybody may say."""
    tool, host = DeclaredFact("TOOL", default="Grafana Cloud"), DeclaredFact("HOST", public=True)
    companies = (
        company("a", "Acme", HOST="Hetzner Falkenstein"),
        company("b", "Globex", TOOL="Grafana Cloud"),
    )
    looking = search(*companies, TOOL=tool, HOST=host)
    assert found("Grafana Cloud runs at Hetzner Falkenstein, says Globex", looking) == ["Globex"]


def test_ordinary_words_tell_nobody_apart() -> None:
    """A company called Target, a platform called the platform: every handbook says such words."""
    companies = (
        company("t", "Target", PLATFORM="the platform", TEAM="the Tango platform"),
        company("a", "Acme"),
    )
    looking = search(*companies, prose="reach the target on the platform")
    assert found("Target set a target for the platform", looking) == []
    assert found("Work on the Tango platform", looking) == ["the Tango platform"]
    assert found("Acme", looking) == ["Acme"]


def test_one_text_makes_no_word_ordinary() -> None:
    """A command that calls a company's program in small letters does not open its name to everybody."""
    assert ordinary_words(["install cordova first", "Ask Cordova people", "people first"]) == {
        "first",
        "people",
    }


def test_a_name_in_the_genitive() -> None:
    """Initechs portal is Initech's; who is called so is somebody else."""
    first, second = company("a", "Initech"), company("b", "Initechs")
    assert found("Initechs Portal", search(first, company("c", "Globex"))) == ["Initech"]
    assert found("Initechs Portal", search(first, second)) == ["Initechs"]


def test_letters_that_nobody_sees() -> None:
    """A name with soft hyphens or joiners in it reads as the name."""
    looking = search(company("a", "Cordova"), company("b", "Globex"))
    assert found("Cor\u00addova", looking) == found("C\u200bordova", looking) == ["Cordova"]


def test_one_value_that_anybody_may_say() -> None:
    """A company is called like a tool: that value is allowed, others of the fact are not."""
    name = DeclaredFact("COMPANY_NAME", public_values=("Salesforce",))
    companies = (
        company("s", "Salesforce", COMPANY_NAME="Salesforce"),
        company("a", "Acme", COMPANY_NAME="Acme"),
    )
    assert found("Acme uses Salesforce", search(*companies, COMPANY_NAME=name)) == ["Acme"]


def test_any_text_is_read() -> None:
    """Files of kinds that nobody foresaw are read as text, if they are text."""
    assert ExtractedText("Globex,1") in [*extracted("docs/numbers.csv", b"Globex,1\n")]
    assert [one.text for one in extracted("font.woff2", b"wOF2\0\1\xffGlo")] == ["font.woff2"]


def test_words_in_addresses_are_not_ordinary() -> None:
    """That a link names a company in small letters does not make its name a word like others."""
    looking = search(
        company("i", "Initech"), company("a", "Acme"), prose="see https://wiki.initech.example/initech"
    )
    assert found("Initech", looking) == ["Initech"]


def test_a_short_value_is_meant_where_it_is_written_just_so() -> None:
    """SAP is a company, sap is none, and #eng is a channel that #engineering is not."""
    looking = search(company("s", "SAP"), company("e", "Eng & Co", CHANNEL="#eng"))
    assert found("experience with SAP, ask in #eng", looking) == ["#eng", "SAP"]
    assert found("sap rises; see #engineering and eng-practices", looking) == []


def test_what_own_values_explain() -> None:
    """Who is called Acme Labs says Acme, and may; elsewhere the same word is that of Acme."""
    looking = search(company("acme", "Acme"), company("labs", "Acme Labs"))
    own = Own(["Acme Labs"])
    explained = [
        own.explains(match)
        for match in looking.find(ExtractedText("Acme Labs, not Acme"))
        if match.words == ("acme",)
    ]
    assert explained == [True, False]


def test_braces_that_are_meant() -> None:
    """A source prints the name of a fact after a backslash or in a raw block; only then a page may."""
    lines = [r"Write \{{COMPANY_NAME}}.", "{% raw %}", "{{TEAM}}", "{% endraw %}", "{{OTHER}}"]
    assert spelled_out(iter(lines)) == {"COMPANY_NAME", "TEAM"}


def test_an_excerpt() -> None:
    """A message shows what stands around the value."""
    text = f"{'before ' * 20}Globex{' after' * 20}"
    shown = excerpt(text, "Globex")
    assert "Globex" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert excerpt("By Globex", "Globex") == "By Globex"


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_value_in_any_text(before: str, after: str, value: str) -> None:
    """A value of more than a few characters is found between any two other words."""
    looking = search(company("x", value), company("acme", "Acme"))
    text = f"{before} | {value} | {after}"
    if words_in(value) in looking.secrets and len(value) > 4:
        likely = looking.among(KnownPhrases(phrases(words_in(text))))
        assert words_in(value) in {match.words for match in likely.find(ExtractedText(text))}


@given(st.lists(st.integers(0, 30)), st.sampled_from(("", "s", "'s")), st.sampled_from("- .\u00ad"))
def test_a_value_that_is_cut(places: list[int], end: str, joint: str) -> None:
    """However a text divides a value, what tells quickly that it is not there never says so wrongly."""
    looking = search(company("x", "Globex Freight Robotics"), company("acme", "Vellum"))
    for value in ("Globex Freight Robotics", "Vellum"):
        cut = "".join(f"{joint}{letter}" if place in places else letter for place, letter in enumerate(value))
        text = ExtractedText(f"As {cut}{end} does")
        likely = looking.among(KnownPhrases(phrases(words_in(text.text))))
        assert list(likely.find(text)) == list(looking.find(text))
