"""The assessment as a form: what can be filled in on screen, and what a screen reader calls it."""

import io
from typing import Any, cast

import pikepdf
import pytest
from pikepdf.form import Form

from rolebook.model.document import Product
from rolebook.printing import fillable_fields as forms
from tests.printing.conftest import Draw
from tests.printing.reading import Pdf

SPEC = """\
# QA Engineer Agent

## Evaluation Matrix
| Competency | Junior | Senior |
|---|---|---|
| Care # 100 % & é | Looks, see [why](https://why.example/a#b) | Looks twice |
| Speed | Slow | Fast |
"""
RADIO = 1 << 15
MULTILINE = 1 << 12


@pytest.fixture
def assessment(draw: Draw) -> Pdf:
    """Set an assessment of two competencies at two levels, to be filled in."""
    return draw({"roles/quality/qa-engineer.md": SPEC}).pdf(Product.ASSESSMENT, "qa-engineer", fillable=True)


def fields(pdf: Pdf) -> dict[str, pikepdf.Object]:
    """Return the fields of a document by their names."""
    return {str(field.T): field for field in pdf.objects.Root.AcroForm.Fields.as_list()}


def test_fields(assessment: Pdf) -> None:
    """Each place to write or to tick is a field with a name that can be read out."""
    assert {name: str(field.TU) for name, field in fields(assessment).items()} == {
        "name": "Name",
        "manager": "Manager",
        "date": "Date",
        "1.1.you": "Care # 100 % & é, You",
        "1.1.manager": "Care # 100 % & é, Manager",
        "1.1.evidence": "Evidence for Care # 100 % & é",
        "1.2.you": "Speed, You",
        "1.2.manager": "Speed, Manager",
        "1.2.evidence": "Evidence for Speed",
        "agreed": "What we agree on",
    }


def test_one_level_is_chosen(assessment: Pdf) -> None:
    """The circles of a competency are one question: no level yet, or one, and each says which it is."""
    question = fields(assessment)["1.2.you"]
    kids = question.Kids.as_list()
    assert int(question.Ff) == RADIO
    assert [str(kid.TU) for kid in kids] == [
        "Speed: Not yet, you",
        "Speed: Junior, you",
        "Speed: Senior, you",
    ]
    answers = [next(iter(set(kid.AP.N.keys()) - {"/Off"})) for kid in kids]
    assert answers == ["/0", "/1", "/2"]
    assert all(kid.AS == "/Off" for kid in kids)


def test_room_for_lines(assessment: Pdf) -> None:
    """Evidence takes several lines, a name one."""
    found = fields(assessment)
    assert int(found["1.1.evidence"].Ff) == MULTILINE
    assert int(found["name"].Ff) == 0


def test_the_form_can_be_read_by_everybody(assessment: Pdf) -> None:
    """The form is PDF/UA-1; what its author linked stays a link, and nothing leads to the stand-ins."""
    assert assessment.failures("ua1") == []
    assert assessment.links == ["https://why.example/a#b", "https://why.example/a#b"]


def test_what_is_filled_in_is_kept(assessment: Pdf) -> None:
    """A form that was filled in and saved holds what was written."""
    with pikepdf.open(io.BytesIO(assessment.data)) as filled:
        form = cast("Any", Form(filled))
        form["name"].value = "Zoë"
        form["1.2.you"].options[2].select()
        written = io.BytesIO()
        filled.save(written)
    saved = Pdf(written.getvalue())
    kept = fields(saved)
    assert str(kept["name"].V) == "Zoë"
    assert kept["1.2.you"].V == "/2"


def test_only_the_assessment_is_a_form(draw: Draw) -> None:
    """Where nothing is to be filled in, asking for forms changes nothing: the poster stays PDF/A."""
    pdf = draw().pdf(Product.POSTER, "qa-engineer", fillable=True)
    assert pdf.failures() == []
    assert "/AcroForm" not in pdf.objects.Root


def test_without_pikepdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the optional dependency, Rolebook knows that it can make no forms."""
    assert forms.can_make_forms()
    monkeypatch.setattr(forms, "find_spec", lambda _: None)
    assert not forms.can_make_forms()
