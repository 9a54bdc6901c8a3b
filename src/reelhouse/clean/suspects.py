"""Rows in doubt though their keys are right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from reelhouse.clean.numbering import holds

if TYPE_CHECKING:
    from reelhouse.clean.header import Header
    from reelhouse.clean.layout import FileLayout


@dataclass(frozen=True)
class Suspects:
    """Finds rows to be set aside: those that begin on the lines `aside`, and broken ones.

    A short value with a line break in it is broken. If a line within a quoted value begins as a
    record does, there may be a quote that was never closed.
    """

    layout: FileLayout
    header: Header
    aside: frozenset[int]

    def among(
        self, texts: pa.RecordBatch, newlines: pa.Int64Array | None
    ) -> pa.BooleanArray | None:
        """A mask over the rows of text and `line`, None where there can be none."""
        masks: list[pa.BooleanArray] = []
        if self.aside:
            masks.append(pc.is_in(texts.column("line"), value_set=pa.array(sorted(self.aside))))
        for name in self.layout.columns:
            column = texts.column(name)
            is_long = name in self.layout.nested or name not in self.layout.shapes
            if is_long and newlines is not None and holds(column, b"\n"):
                masks.append(pc.match_substring_regex(column, self._record_start))
            elif not is_long and (holds(column, b"\n") or holds(column, b"\r")):
                masks.append(pc.match_substring_regex(column, r"\S[\r\n]+\S"))
        return reduce(pc.or_, masks) if masks else None

    @cached_property
    def _record_start(self) -> str:
        """Regular expression for a line break and what a record begins with."""
        d = re.escape(self.header.delimiter)
        pattern = r'\n"?'
        for name in self.header.names:
            if shape := self.layout.shapes.get(name):
                return f'{pattern}(?:{shape})"?{d}'
            pattern += rf'[^\n{d}]*{d}"?'
        return pattern
