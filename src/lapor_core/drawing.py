"""What every picture is drawn with: text, lines and shapes of SVG, made without any library."""

from collections.abc import Iterable
from html import escape
from typing import Final

# All lengths are in pixels.
UNIT: Final = 12
MARGIN: Final = 24
BIG: Final = 13
NORMAL: Final = 11
SMALL: Final = 10
INK: Final = "#1f2933"
SOFT: Final = "#52606d"
LINE: Final = "#3e4c59"
DASHES: Final = "#7b8794"
PAPER: Final = "#ffffff"


def length(words: str, size: float = NORMAL) -> float:
    """Return about how wide words are."""
    return len(words) * size * 0.6


def text(
    x: float, y: float, words: str, soft: str = "", *, bold: bool = False, size: int = NORMAL, at: str = "start"
) -> str:
    """Return words, and after them softer and smaller ones."""
    weight = ' font-weight="bold"' if bold else ""
    small = f'<tspan font-size="{SMALL}" font-weight="normal" fill="{SOFT}"> {escape(soft)}</tspan>' if soft else ""
    place = f'x="{x:g}" y="{y:g}" text-anchor="{at}"'
    return f'<text {place} font-size="{size}"{weight} fill="{INK}">{escape(words)}{small}</text>'


def stroke(path: str, *, head: bool = False) -> str:
    """Return a line, with or without the head of an arrow."""
    end = ' marker-end="url(#lapor-arrow)"' if head else ""
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.2"{end}/>'


def dot(x: float, y: float, radius: float) -> str:
    """Return a filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{LINE}"/>'


def rectangle(x: float, y: float, width: float, height: float, style: str, *, radius: float = 8) -> str:
    """Return a rectangle, rounded unless told otherwise."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" {style}/>'


def titled(title: str, shapes: Iterable[str]) -> str:
    """Return shapes that say what they are when they are pointed at."""
    return f"<g><title>{escape(title)}</title>{''.join(shapes)}</g>"


def document(width: float, height: float, title: str, told: str, shapes: Iterable[str], definitions: str) -> str:
    """Return a whole picture on white ground, which prints and reads well beside dark and light text.

    Args:
        width: in pixels.
        height: in pixels.
        title: what it shows.
        told: what it says, for those who cannot see it.
        shapes: what is drawn.
        definitions: markers and patterns that the shapes use.
    """
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Helvetica, Arial, sans-serif" role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(told)}</desc>",
        f"<defs>{definitions}</defs>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        *shapes,
    ]
    return "\n".join([*lines, "</svg>\n"])
