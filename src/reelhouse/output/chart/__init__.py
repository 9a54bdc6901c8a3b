"""Charts: a report becomes a Vega-Lite specification, and that a picture or part of a page."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reelhouse.errors import MissingExtraError, UsageError
from reelhouse.output.chart.forms import specification
from reelhouse.output.chart.theme import darkened
from reelhouse.output.file import replacing

if TYPE_CHECKING:
    import os

    from reelhouse.output.answer import Answer

__all__ = [
    "ENDINGS",
    "darkened",
    "draw",
    "drawn",
    "require_ending",
    "script",
    "specification",
]

ENDINGS = (".svg", ".png")
_PNG_SCALE = 2.0


def draw(answer: Answer, path: str | os.PathLike[str]) -> None:
    """Draw the chart of `answer` into a file whose ending, one of ENDINGS, says how.

    UsageError for another ending or an answer that cannot be drawn, MissingExtraError without
    vl-convert.
    """
    picture = drawn(specification(answer), require_ending(path).removeprefix("."))
    with replacing(path) as stream:
        stream.write(picture)


def require_ending(path: str | os.PathLike[str]) -> str:
    """The ending of a file for a chart; UsageError unless it is one of ENDINGS."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{path} cannot be a chart: its name must end with {' or '.join(ENDINGS)}")
    return ending


def drawn(spec: dict[str, Any], form: str) -> bytes:
    """A specification as a picture, `svg` or `png`; MissingExtraError without vl-convert.

    A picture is described as a whole by whoever shows it, and not mark by mark.
    """
    vl_convert = _vl_convert()
    spec = {**spec, "config": {**spec.get("config", {}), "aria": False}}
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE))
    return str(vl_convert.vegalite_to_svg(spec)).encode()


@cache
def script() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one script for a browser, as vl-convert brings them.

    Putting it together takes seconds and holds up all other threads, so that a process of its
    own does it. MissingExtraError without vl-convert.
    """
    _vl_convert()
    program = "import sys, vl_convert; sys.stdout.write(vl_convert.javascript_bundle())"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", program], capture_output=True)
    done.check_returncode()
    return done.stdout


def _vl_convert() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError(
            "charts need the package vl-convert-python: pip install 'reelhouse[charts]'"
        ) from error
    return vl_convert
