"""The description of the API, and a page to try it that needs nothing from elsewhere."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from apiflask import APIBlueprint
from flask import current_app, render_template, send_from_directory

from reelhouse.web.answering import tagged
from reelhouse.web.asked import JSON
from reelhouse.web.kept import Kept

if TYPE_CHECKING:
    from apiflask import APIFlask
    from flask import Response

blueprint = APIBlueprint("docs", __name__, enable_openapi=False, url_prefix="/api")

_ASSETS = ("swagger-ui-bundle.js", "swagger-ui.css")


@blueprint.get("/")
def page() -> str:
    """A page to try the API."""
    return render_template("try.html")


@blueprint.get("/openapi.json")
def document() -> Response:
    """The description in OpenAPI 3.1."""
    application = cast("APIFlask", current_app)
    text = json.dumps(application.spec, indent=2, ensure_ascii=False)
    return tagged(Kept(text.encode(), JSON.media_type))


@blueprint.get("/assets/<any(" + ", ".join(f'"{each}"' for each in _ASSETS) + "):name>")
def asset(name: str) -> Response:
    """A file of Swagger UI, as its package brings it."""
    return send_from_directory(str(files("flask_swagger_ui").joinpath("dist")), name)
