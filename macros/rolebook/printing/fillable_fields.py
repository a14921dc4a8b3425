"""A document's places to write in as fields that can be filled in on screen.

Typst knows no fields, but links: `overrides/print/fields.typ` puts one over each place, and here it
becomes the field (ISO 32000-1, 12.7). So its rectangle, its turn in the order of reading and its place in
the structure are those of the link. pikepdf comes with the optional dependency `rolebook[forms]`.
"""

import io
from collections.abc import Iterator
from importlib.util import find_spec
from urllib.parse import unquote

try:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
except ImportError:  # pragma: no cover - the tests have it
    pass

_FIELD = "https://field.invalid/"
_PRINTED = 1 << 2
_MULTILINE = 1 << 12
_RADIO = 1 << 15
_SHOWN_AS = "/Helv 10 Tf 0.1 g"


def can_make_forms() -> bool:
    """Tell whether the optional dependency is installed."""
    return find_spec("pikepdf") is not None


def with_fields(pdf: bytes) -> bytes:
    """Return the document with a field in the place of each link that stands for one."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = _Form(document)
        for page in document.pages:
            for annotation in page.get("/Annots", ()):
                form.take(annotation)
        form.finish()
        written = io.BytesIO()
        document.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


class _Form:
    """The fields of one document; radio buttons of one name are one field."""

    def __init__(self, document: "Pdf") -> None:
        self._document = document
        self._fields: list[Object] = []
        self._groups: dict[str, Object] = {}

    def take(self, annotation: "Object") -> None:
        """Make a link a field, if it stands for one."""
        address = bytes(annotation.get("/A", Dictionary()).get("/URI", b"")).decode("utf-8", "replace")
        if not address.startswith(_FIELD):
            return
        path, label, *group = address.removeprefix(_FIELD).split("#")
        kind, _, name = path.partition("/")
        for key in ("/A", "/Border", "/C", "/H", "/Contents"):
            if key in annotation:
                del annotation[key]
        annotation.Subtype = Name.Widget
        annotation.F = _PRINTED
        annotation.TU = String(unquote(label))
        if kind == "choice":
            question, _, at = name.partition("/")
            self._add_choice(annotation, question, at, unquote(*group))
        else:
            self._add_text(annotation, name, _MULTILINE if kind == "lines" else 0)

    def _add_text(self, annotation: "Object", name: str, flags: int) -> None:
        annotation.FT = Name.Tx
        annotation.T = String(name)
        annotation.Ff = flags
        annotation.DA = String(_SHOWN_AS)
        annotation.AP = Dictionary(N=self._picture(annotation, b"/Tx BMC EMC"))
        self._fields.append(annotation)

    def _add_choice(self, annotation: "Object", name: str, at: str, label: str) -> None:
        group = self._groups.get(name)
        if group is None:
            group = self._document.make_indirect(
                Dictionary(
                    FT=Name.Btn, Ff=_RADIO, T=String(name), TU=String(label), V=Name.Off, Kids=Array([])
                )
            )
            self._groups[name] = group
            self._fields.append(group)
        annotation.Parent = group
        annotation.AS = Name.Off
        chosen = self._picture(annotation, _disc(annotation.Rect))
        off = self._picture(annotation, b"")
        annotation.AP = Dictionary(N=Dictionary({"/Off": off, f"/{at}": chosen}))
        group.Kids.append(annotation)

    def _picture(self, annotation: "Object", drawing: bytes) -> "Object":
        """Return how a field looks: a drawing the size of its place."""
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        box = Array([0, 0, right - left, top - bottom])
        return Stream(self._document, drawing, Type=Name.XObject, Subtype=Name.Form, BBox=box)

    def finish(self) -> None:
        """Name the fields in the document and in its structure."""
        root = self._document.Root
        helvetica = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        fonts = Dictionary(Font=Dictionary(Helv=self._document.make_indirect(helvetica)))
        root.AcroForm = Dictionary(Fields=Array(self._fields), DR=fonts, DA=String(_SHOWN_AS))
        for element in _elements(root.StructTreeRoot):
            if element.get("/S") == Name.Link and any(map(_is_widget, _kids(element))):
                element.S = Name.Form


def _kids(element: "Object") -> "list[Object]":
    kids = element.get("/K", Array([]))
    return list(kids.as_list()) if isinstance(kids, Array) else [kids]


def _elements(root: "Object") -> "Iterator[Object]":
    waiting = _kids(root)
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            yield element
            waiting += _kids(element)


def _is_widget(kid: "Object") -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Obj", Dictionary()).get("/Subtype") == Name.Widget


def _disc(rectangle: "Object") -> bytes:
    """Return a filled disc in the middle of a rectangle, in the operators of a content stream."""
    left, bottom, right, top = (float(edge) for edge in rectangle)
    x, y, r = (right - left) / 2, (top - bottom) / 2, 0.28 * min(right - left, top - bottom)
    k = 0.5523 * r
    arcs = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    curves = " ".join(f"{' '.join(f'{point:.3f}' for point in arc)} c" for arc in arcs)
    return f"0.1 g {x + r:.3f} {y:.3f} m {curves} f".encode()
