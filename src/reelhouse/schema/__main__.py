"""`python -m reelhouse.schema` stores the data model anew, after the DBML was changed."""

from __future__ import annotations

from pathlib import Path

from reelhouse.schema.dbml import definition
from reelhouse.schema.stored import FILE, stored

Path(__file__).with_name(FILE).write_text(stored(definition()), encoding="utf-8")
