"""What is built again when something changes, and that it is never a stale byte."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rolebook.load.files import company_files
from rolebook_build import run as making
from rolebook_build.cache import Cache
from tests.building.conftest import Workshop, company, qa_engineer
from tests.sites import plain_site

pytestmark = pytest.mark.no_cover  # many builds, of lines that other tests reach too


def test_nothing_changed(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and the command says that all is up to date."""
    assert workshop.build()
    before = workshop.written()
    capsys.readouterr()
    assert workshop.build()
    assert workshop.written() == before
    assert capsys.readouterr().out.startswith("Up to date: 2 handbooks:\n  acme:")


def test_what_changed_concerns_nobody(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once that was found out, it is known: the next build looks no further."""
    workshop.write({"companies/facts.yml": "COMPANY_NAME: {required: true}\n"})
    assert workshop.build()
    before = workshop.written()
    workshop.write(
        {"companies/acme.yml": f"# Ours\n{company('Acme')}", "roles/quality/qa-engineer.md": qa_engineer()}
    )
    assert workshop.build()
    monkeypatch.setattr(making, "make", None)
    assert workshop.build()
    assert workshop.written() == before
    assert capsys.readouterr().out.count("Up to date: 2 handbooks:") == 2


def test_a_fact_changed(workshop: Workshop) -> None:
    """Only its company's edition is stamped anew, from the shape that is there."""
    assert workshop.build()
    before, shapes = workshop.written(), _shapes()
    workshop.write({"companies/acme.yml": company("Newco")})
    assert workshop.build()
    after = workshop.written()
    assert after["globex"] == before["globex"]
    assert after["acme"] != before["acme"]
    assert _shapes() == shapes
    assert b"Newco" in workshop.editions()["acme/index.html"]


def test_a_role_changed(workshop: Workshop) -> None:
    """The editions that hold it are built anew, those that do not stay."""
    workshop.write(
        {
            "roles/quality/tester.md": "# Tester\n\n## Objectives\n- Test\n",
            "companies/small.yml": company("Small", "roles: {include: [tester]}\n"),
        }
    )
    assert workshop.build()
    before = workshop.written()
    workshop.write({"roles/quality/qa-engineer.md": qa_engineer("Sleep well")})
    assert workshop.build()
    after = workshop.written()
    assert after["small"] == before["small"]
    assert after["acme"] != before["acme"]
    assert b"Sleep well" in workshop.editions()["acme/roles/qa-engineer/index.html"]


def test_files_that_stay_as_they_are(workshop: Workshop) -> None:
    """They keep their time, so that only what changed is copied elsewhere; what was put in their place goes."""
    assert workshop.build()
    edition = workshop.output / "acme"
    page, asset, search = (edition / name for name in ("index.html", "404.html", "search/search_index.json"))
    before = {file: file.stat().st_mtime_ns for file in (page, asset, search)}
    elsewhere = workshop.root / "elsewhere.html"
    elsewhere.write_bytes((edition / "roles/index.html").read_bytes())
    (edition / "roles/index.html").unlink()
    (edition / "roles/index.html").symlink_to(elsewhere)
    workshop.write({"roles/quality/qa-engineer.md": qa_engineer("Sleep well")})
    assert workshop.build()
    kept = {file for file, time in before.items() if file.stat().st_mtime_ns == time}
    assert asset in kept
    assert search not in kept
    assert not (edition / "roles/index.html").is_symlink()


def test_two_companies_of_one_shape(workshop: Workshop) -> None:
    """They share what MkDocs built, whatever their names, addresses, colours and levels are."""
    before = _shapes()
    workshop.write(
        {
            "companies/globex.yml": company(
                "Globex", 'brand: {primary: "#ff0000"}\nsettings: {remote: true, on_site: false}\n'
            ),
            "companies/acme.yml": company("Acme", "settings: {on_site: false, remote: true}\n"),
        }
    )
    assert workshop.build()
    assert len(_shapes() - before) == 1


def _shapes() -> set[str]:
    folder = Cache().folder / "shapes"
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_a_company_is_removed(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Its edition disappears when all are built, not when another is; what else lies there stays."""
    assert workshop.build()
    (workshop.root / "companies/globex.yml").unlink()
    workshop.write({"companies/initech.yml": company("Initech")})
    (workshop.output / "notes").mkdir()
    assert workshop.build("acme")
    assert (workshop.output / "globex").is_dir()
    assert workshop.build()
    assert sorted(workshop.written()) == ["acme", "initech", "notes"]
    assert "Removed 1 handbook:\n  globex\n" in capsys.readouterr().out


def test_handbooks_of_nobody(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be removed, because it was changed or is not known, is named each time all are built."""
    assert workshop.build()
    (workshop.output / "globex/robots.txt").write_text("")
    (workshop.root / "companies/globex.yml").unlink()
    for _ in range(2):
        capsys.readouterr()
        assert workshop.build()
        assert (
            "site/globex: warning: is the handbook of no company that has a file" in capsys.readouterr().err
        )


def test_two_files_of_one_company(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """The problem is told though it is that of a file which did not change."""
    assert workshop.build()
    workshop.write({"companies/Acme.yml": company("Other")})
    assert not workshop.build()
    assert 'the company "' in capsys.readouterr().err


def test_a_shape_is_gone_and_a_fact_changed(workshop: Workshop) -> None:
    """The shape is built again; editions that stand as they should stay."""
    workshop.write({"companies/facts.yml": "COMPANY_NAME: {required: true}\n"})
    assert workshop.build()
    before = workshop.written()
    shutil.rmtree(Cache().folder / "shapes")
    workshop.write({"companies/acme.yml": company("Newco")})
    assert workshop.build()
    assert workshop.written()["globex"] == before["globex"]
    assert workshop.written()["acme"] != before["acme"]


def test_an_edition_that_was_deleted_or_replaced(workshop: Workshop) -> None:
    """It is not taken for current because its sources are."""
    assert workshop.build()
    whole = workshop.editions()
    (workshop.output / "acme").rename(workshop.output.parent / "moved")
    assert workshop.build()
    assert workshop.editions() == whole
    (workshop.output / "acme/index.html").unlink()
    assert workshop.build()
    assert workshop.editions() == whole


def test_one_broken_company(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """The others are built, it is reported, its last good edition stays."""
    assert workshop.build()
    before = workshop.editions()
    workshop.write(
        {"companies/acme.yml": "name: Acme\nfacts: {}\n", "companies/globex.yml": company("Hooli")}
    )
    assert not workshop.build()
    after = workshop.editions()
    assert {path: data for path, data in after.items() if path.startswith("acme/")} == {
        path: data for path, data in before.items() if path.startswith("acme/")
    }
    assert b"Hooli" in after["globex/index.html"]
    assert "has no value for acme" in capsys.readouterr().err


Edit = Callable[[random.Random], None]


def _edits(workshop: Workshop) -> Iterator[Edit]:
    """Yield what a person may do to a handbook folder between two builds."""

    def write(path: str, text: str) -> None:
        workshop.write({path: text})

    def remove(path: str) -> None:
        (workshop.root / path).unlink(missing_ok=True)

    def delete_page(chance: random.Random) -> None:
        pages = sorted(workshop.output.glob("*/*.html"))
        chance.choice(pages).unlink()

    some = ("Acme", "AT&T", "*Star* _Inc_", "日本語株式会社", "{{COMPANY_NAME}}")
    yield lambda chance: write("companies/acme.yml", company(f"'{chance.choice(some)}'"))
    yield lambda chance: write(
        "companies/globex.yml", company(chance.choice(some[:1]), "settings: {remote: true}\n")
    )
    yield lambda chance: write(
        "companies/third.yml", company("Tertia", f'brand: {{primary: "#{chance.randrange(16**6):06x}"}}\n')
    )
    yield lambda _: remove("companies/third.yml")
    yield lambda chance: write("roles/quality/qa-engineer.md", qa_engineer(f"Know {chance.random()}"))
    yield lambda chance: write("roles/quality/lead.md", f"# QA Lead\n\n## Objectives\n- {chance.random()}\n")
    yield lambda _: remove("roles/quality/lead.md")
    yield lambda chance: write("docs/index.md", f"# Home of {{{{ COMPANY_NAME }}}}\n\n{chance.random()}\n")
    yield lambda _: remove("docs/index.md")
    yield lambda chance: write("overrides/parts/empty.html", f"<p>{chance.random()}</p>")
    yield lambda chance: write(
        "companies/facts.yml", f"COMPANY_NAME: {{default: {chance.choice(some[:1])}}}\n"
    )
    yield lambda _: remove("companies/facts.yml")
    yield delete_page


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("seed", range(2))
def test_incremental_equals_from_scratch(seed: int, workshop: Workshop, tmp_path: Path) -> None:
    """Fifty edits, one after the other: after each, every byte is what MkDocs alone gives, which keeps nothing."""
    chance = random.Random(seed)  # noqa: S311 - the same edits in every run
    edits = list(_edits(workshop))
    assert workshop.build()
    for number in range(50):
        chance.choice(edits)(chance)
        assert workshop.build()
        built = sorted(workshop.written())
        assert [f"{one}.yml" for one in built] == [path.name for path in company_files(workshop.root)]
        looked_at = built if number % 10 == 0 else [chance.choice(built)]
        scratch = tmp_path / f"scratch-{number}"
        for name in looked_at:
            plain_site(workshop.root, scratch / name, name)
        ours = {path: data for path, data in workshop.editions().items() if path.split("/")[0] in looked_at}
        assert _differing(ours, workshop.editions(scratch)) == [], number
        shutil.rmtree(scratch)


def _differing(ours: dict[str, bytes], others: dict[str, bytes]) -> list[str]:
    """Return the paths of files that only one side has, or that differ."""
    return [path for path in sorted(ours.keys() | others.keys()) if ours.get(path) != others.get(path)]
