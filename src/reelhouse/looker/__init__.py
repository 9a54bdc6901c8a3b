"""A LookML project: the reports and the model as Looker shows them."""

from __future__ import annotations

from reelhouse.looker.identifiers import DIALECTS
from reelhouse.looker.project import project, write

__all__ = ["DIALECTS", "project", "write"]
