"""A brand for style sheets: its name, its colours, and the shades of them that stay legible.

Contrast is that of WCAG 2.2: relative luminance of sRGB, 4.5:1 for text.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from rolebook.model.company import Brand

Rgb: TypeAlias = tuple[float, float, float]

TEXT_CONTRAST = 4.5
_PAPER = "#ffffff"
_NIGHT = "#14171c"
_LIGHT_GROUNDS = (_PAPER, "#f6f7f8")
_DARK_GROUNDS = (_NIGHT, "#1b1f26")
"""The grounds text stands on besides a soft one, as `overrides/assets/rolebook/tokens.css` has them."""

_MIDDLE = 0.18
"""The luminance on which black and white are about equally legible."""

_STEP = 0.04
_LINEAR_UP_TO = 0.04045


def css_string(text: str) -> str:
    """Return the text as a CSS string; all but letters and digits stand by number: nothing ends it."""
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def palette(brand: Brand) -> Mapping[str, str]:
    """Return the colours the style sheets name, each as `#rrggbb`."""
    return _shades("primary", brand.primary) | _shades("accent", brand.accent)


def _shades(name: str, colour: str) -> dict[str, str]:
    soft, night_soft = _mix(colour, _PAPER, 0.92), _mix(colour, _NIGHT, 0.80)
    text = legible(colour, (soft, *_LIGHT_GROUNDS))
    night_text = legible(colour, (night_soft, *_DARK_GROUNDS))
    return {
        name: colour,
        f"{name}-on": _best_on(colour),
        f"{name}-text": text,
        f"{name}-hover": _mix(text, "#000000", 0.25),
        f"{name}-soft": soft,
        f"{name}-line": _mix(colour, _PAPER, 0.72),
        f"{name}-night-text": night_text,
        f"{name}-night-hover": _mix(night_text, "#ffffff", 0.3),
        f"{name}-night-soft": night_soft,
        f"{name}-night-line": _mix(colour, _NIGHT, 0.55),
    }


def legible(colour: str, grounds: Sequence[str]) -> str:
    """Return the colour, darkened or lightened just enough to be read as text on all the grounds."""
    towards = "#000000" if all(_luminance(ground) > _MIDDLE for ground in grounds) else "#ffffff"
    share = 0.0
    shade = colour
    while min(contrast(shade, ground) for ground in grounds) < TEXT_CONTRAST and share < 1:
        share += _STEP
        shade = _mix(colour, towards, min(share, 1.0))
    return shade


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _best_on(ground: str) -> str:
    """Return the theme's own dark or white where one of them is legible, else black, which then is."""
    best = max(("#ffffff", _NIGHT), key=lambda text: contrast(text, ground))
    return best if contrast(best, ground) >= TEXT_CONTRAST else "#000000"


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(colour: str, other: str, share: float) -> str:
    """Return the colour with a share of the other in it."""
    mixed = (a * (1 - share) + b * share for a, b in zip(_rgb(colour), _rgb(other), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)
