"""The files that pages are made of, told apart by what is in them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reelhouse.web.paging import DIGITS, digest

if TYPE_CHECKING:
    from flask import Flask

_A_YEAR = 365 * 24 * 3600


def folder_digest(folder: str) -> str:
    """A short word for all files of a folder of this package."""
    found = sorted(files(__package__).joinpath(folder).iterdir(), key=lambda each: each.name)
    return digest(*(each.read_text("utf-8") for each in found if each.is_file()))


def name_static_files_by_content(app: Flask) -> None:
    """Have the address of a static file change with the file, so that a browser may keep it."""

    @app.url_defaults
    def add_digest(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = _digest(values["filename"])

    def max_age(filename: str | None) -> int | None:
        return None if filename is None else _A_YEAR

    app.get_send_file_max_age = max_age  # type: ignore[method-assign]


@cache
def _digest(filename: str) -> str:
    content = files(__package__).joinpath("static", filename).read_bytes()
    return hashlib.sha256(content).hexdigest()[:DIGITS]
