"""The application: a house behind HTTP."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from apiflask import APIFlask

from reelhouse.house import House
from reelhouse.web import api, docs, operations, pages
from reelhouse.web.access import Access
from reelhouse.web.again import Again
from reelhouse.web.answering import EXTENSION, Shared
from reelhouse.web.current import Current
from reelhouse.web.description import PROBLEM
from reelhouse.web.files import folder_digest, name_static_files_by_content
from reelhouse.web.metrics import Metrics
from reelhouse.web.paging import digest
from reelhouse.web.past import Past
from reelhouse.web.problems import answer_problems
from reelhouse.web.watch import watch

if TYPE_CHECKING:
    from reelhouse.web.serving import Serving


def create_app(serving: Serving) -> APIFlask:
    """An application that serves a house, to be run by a WSGI server in threads.

    What all requests share is found by `answering.shared`.
    """
    app = APIFlask(
        "reelhouse.web",
        title="Reelhouse",
        version=version("reelhouse"),
        spec_path=None,
        docs_path=None,
        json_errors=False,
    )
    app.config.update(AUTO_404_RESPONSE=False, AUTO_VALIDATION_ERROR_RESPONSE=False)
    app.config.update(AUTO_SERVERS=False, AUTO_TAGS=False)
    app.extensions[EXTENSION] = _shared(serving)
    watch(app)
    answer_problems(app)
    name_static_files_by_content(app)
    for each in (api.blueprint(), docs.blueprint, operations.blueprint, pages.blueprint()):
        app.register_blueprint(each)
    app.spec_processor(_described_for(serving))
    app.wsgi_app = Again(app.wsgi_app, app.extensions[EXTENSION])  # type: ignore[method-assign]
    return app


def _shared(serving: Serving) -> Shared:
    def open_house() -> House:
        return House(serving.settings)

    current = Current(open_house, serving.queries, serving.patience, serving.time_limit)
    past = Past(open_house, serving.patience)
    edition = digest(version("reelhouse"), folder_digest("templates"))
    return Shared(edition, serving, current, past, Access(serving), Metrics(current))


def _described_for(serving: Serving) -> Any:
    def describe(spec: dict[str, Any]) -> dict[str, Any]:
        components = spec.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = PROBLEM
        if serving.tokens is not None:
            components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            spec["security"] = [{"token": []}]
        return spec

    return describe
