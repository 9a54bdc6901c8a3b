"""The application of the web tests, for those who watch it."""

from __future__ import annotations

from tests.web.conftest import app, client, golden

__all__ = ["app", "client", "golden"]
