"""Charts: a report becomes a Vega-Lite specification, and that a picture or part of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reelhouse.errors import MissingExtraError, UsageError
from reelhouse.output.chart.forms import specification
from reelhouse.output.file import replacing

if TYPE_CHECKING:
    import os

    from reelhouse.output.answer import Answer

__all__ = ["ENDINGS", "draw", "require_ending", "specification"]

ENDINGS = (".svg", ".png")
_PNG_SCALE = 2.0


def draw(answer: Answer, path: str | os.PathLike[str]) -> None:
    """Draw the chart of `answer` into a file whose ending, one of ENDINGS, says how.

    UsageError for another ending or an answer that cannot be drawn, MissingExtraError without
    vl-convert.
    """
    picture = _picture(specification(answer), require_ending(path))
    with replacing(path) as stream:
        stream.write(picture)


def require_ending(path: str | os.PathLike[str]) -> str:
    """The ending of a file for a chart; UsageError unless it is one of ENDINGS."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{path} cannot be a chart: its name must end with {' or '.join(ENDINGS)}")
    return ending


def _picture(spec: dict[str, Any], ending: str) -> bytes:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError(
            "charts need the package vl-convert-python: pip install 'reelhouse[charts]'"
        ) from error
    if ending == ".png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE))
    return str(vl_convert.vegalite_to_svg(spec)).encode()
