"""Whether progress is told as events or in words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError
from reelhouse.settings import LOG_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMS = ("text", "json")


def log_form(environment: Mapping[str, str] | None = None) -> str:
    """How progress is told: `text`, or `json` where the environment says so."""
    form = (os.environ if environment is None else environment).get(LOG_VARIABLE) or _FORMS[0]
    if form not in _FORMS:
        raise UsageError(f"{LOG_VARIABLE} says {form!r}; set it to {' or '.join(_FORMS)}")
    return form
