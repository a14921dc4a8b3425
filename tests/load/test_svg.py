"""Drawings that run or load something, and those that do not."""

import pytest

from rolebook.load.svg import unsafe_in

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
XHTML = "http://www.w3.org/1999/xhtml"

ATTACKS = [
    SVG.format("", "<script>alert(1)</script>"),
    SVG.format("", "<SCRIPT>alert(1)</SCRIPT>"),
    SVG.format("", "<script href='data:,alert(1)'/>"),
    SVG.format("onload='alert(1)'", ""),
    SVG.format("", "<g OnClick='alert(1)'/>"),
    SVG.format("xmlns:x='http://www.w3.org/2000/svg'", "<x:script>alert(1)</x:script>"),
    SVG.format(f"xmlns:h='{XHTML}'", "<h:script>alert(1)</h:script>"),
    SVG.format("", f"<foreignObject><body xmlns='{XHTML}'><iframe src='x'/></body></foreignObject>"),
    SVG.format("", f"<foreignObject><b xmlns='{XHTML}' onmouseover='alert(1)'/></foreignObject>"),
    SVG.format("", f"<h:embed xmlns:h='{XHTML}' src='x'/>"),
    SVG.format("", "<a href='javascript:alert(1)'><text>a</text></a>"),
    SVG.format("", "<a xlink:href=' java&#9;script:alert(1)'><text>a</text></a>"),
    SVG.format("", "<a href='data:text/html,x'><text>a</text></a>"),
    SVG.format("", "<a href='a'><set attributeName='href' to='javascript:alert(1)'/></a>"),
    SVG.format("", "<a><animate attributeName='xlink:href' values='a;javascript:alert(1)'/></a>"),
    SVG.format("", "<set attributeName='onmouseover' to='alert(1)'/>"),
    SVG.format("", "<use href='data:image/svg+xml,x#a'/>"),
    SVG.format("", "<image href='https://host/a.png'/>"),
    SVG.format("", "<image xlink:href='/\\host/a.png'/>"),
    SVG.format("", "<style>@import '//host/a.css';</style>"),
    SVG.format("", "<style>a { fill: ur<![CDATA[l(//host/a)]]> }</style>"),
    SVG.format("", "<style>@import url(//host/a.css);</style>"),
    SVG.format("", "<style>a { font: '/*'; fill: url(//host/a); font: '*/' }</style>"),
    SVG.format("", "<rect style='fill: url(//host/a#b)'/>"),
    SVG.format("", "<rect fill='url(https://host/a#b)'/>"),
    SVG.format(f"xmlns:h='{XHTML}'", "<h:link rel='stylesheet' href='a.css'/>"),
    SVG.format(f"xmlns:h='{XHTML}'", "<h:meta http-equiv='refresh' content='0;url=//host'/>"),
    f"<html xmlns='{XHTML}'><script>alert(1)</script></html>",
    "<?xml-stylesheet href='a.xsl' type='text/xsl'?>" + SVG.format("", ""),
    "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>" + SVG.format("", ""),
    "<!DOCTYPE svg [<!ENTITY s '<script>alert(1)</script>'>]>" + SVG.format("", "&s;"),
    "<!DOCTYPE svg [<!ENTITY s SYSTEM '/etc/passwd'>]>" + SVG.format("", "&s;"),
    SVG.format("", "<script>alert(1)</script>") + "<",
    SVG.format("", "<g>" * 300 + "</g>" * 300),
    "no drawing",
    "",
]
INNOCENT = [
    SVG.format("", "<rect width='1' height='1' fill='url(#a)' style='stroke: #fff'/>"),
    SVG.format("", "<a href='https://host.example/'><text>a link</text></a>"),
    SVG.format("", "<image href='data:image/png;base64,AA=='/><image href='beside.png'/>"),
    SVG.format("", "<use href='#a'/><animate attributeName='x' values='1;2' dur='1s'/>"),
    SVG.format("", f"<foreignObject><div xmlns='{XHTML}'>text</div></foreignObject>"),
    SVG.format("", "<style>text { font: 1em sans-serif } @media print { a { fill: red } }</style>"),
    SVG.format("", "<!-- <script> --><text>onload=alert(1) javascript:x //host</text>"),
    "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>"
    + SVG.format("", ""),
    "<!DOCTYPE svg [<!ENTITY ns 'http://ns.example/'>]>" + SVG.format("xmlns:i='&ns;'", ""),
    "<?xml version='1.0' encoding='utf-8'?>\n" + SVG.format("", "<title>Grün</title>"),
]


@pytest.mark.parametrize("drawing", ATTACKS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_drawing_that_is_more(drawing: str, encoding: str) -> None:
    """Scripts, handlers, pages within, other hosts, and what is no XML to its end, in any encoding."""
    assert unsafe_in(drawing.encode(encoding))


@pytest.mark.parametrize("drawing", INNOCENT)
def test_a_drawing(drawing: str) -> None:
    """What drawing programs write is published as it is."""
    assert unsafe_in(drawing.encode()) is None


def test_the_line_of_what_is_wrong() -> None:
    """It is told where in the drawing, in words."""
    found = unsafe_in(SVG.format("", "\n<g/>\n<script/>").encode())
    assert found
    assert (found.line, found.what) == (3, "holds <script>")
