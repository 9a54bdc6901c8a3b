"""One record of a CSV file, whole or broken by line breaks where none can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reelhouse.clean.layout import FileLayout


@dataclass(frozen=True)
class Record:
    """The fields of a record in the layout's order; `joined` if line breaks were taken out."""

    fields: tuple[str, ...]
    joined: bool


@dataclass(frozen=True)
class RecordForm:
    """What a record of one file must look like: its delimiter, its columns as they stand."""

    layout: FileLayout
    delimiter: str
    names: tuple[str, ...]

    def read(self, lines: Sequence[str]) -> Record | None:
        """The one record that these lines are, if they are one.

        A line break inside quotes belongs to the record. One outside quotes breaks it: in a
        column of free text it is kept as part of the text, elsewhere it is taken out. A break
        between the two quotes of a doubled one is taken out as well.
        """
        record = self._shaped("\n".join(lines))
        if record is None and len(lines) > 1:
            closed = self._shaped("".join(lines))
            record = closed and Record(closed.fields, joined=True)
        return record

    def is_blank(self, line: str) -> bool:
        """Whether a line has nothing in it but delimiters."""
        return not line.strip(f'{self.delimiter}" \t\r')

    def field_count(self, text: str) -> int:
        """How many fields there are, by delimiters outside quotes, however damaged they are."""
        return len(self._lenient.findall(text))

    def bad_key(self, text: str) -> str | None:
        """The first key column whose value is none, in a text with the right number of fields."""
        cells = [cell.strip(f'{self.delimiter}" \t\r') for cell in self._lenient.findall(text)]
        by_name = dict(zip(self.names, cells, strict=True))
        keys = self.layout.keys
        return next((k for k in keys if not self._shapes[k].fullmatch(by_name[k])), None)

    def _shaped(self, text: str) -> Record | None:
        fields: list[str] = []
        joined, position = False, 0
        while position <= len(text):
            match = self._field.match(text, position)
            if match is None or len(fields) == len(self.names):
                return None
            quoted, tail, plain = match.group("quoted", "tail", "plain")
            value = plain or ""
            if quoted is not None:
                value = quoted.replace('""', '"') + tail
            broken = "\n" in (tail or plain or "")
            joined |= broken
            fields.append(self._mended(self.names[len(fields)], value) if broken else value)
            position = match.end() + (1 if match.end() == len(text) else 0)
        return self._in_order(fields, joined=joined)

    def _mended(self, name: str, value: str) -> str:
        return value.replace("\n", "") if name in self.layout.shapes else value.strip("\n")

    def _in_order(self, fields: list[str], *, joined: bool) -> Record | None:
        if len(fields) != len(self.names):
            return None
        by_name = dict(zip(self.names, fields, strict=True))
        for name, shape in self._shapes.items():
            if not shape.fullmatch(by_name[name].strip()):
                return None
        return Record(tuple(by_name[name] for name in self.layout.columns), joined)

    @cached_property
    def _shapes(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(shape) for name, shape in self.layout.shapes.items()}

    @cached_property
    def _field(self) -> re.Pattern[str]:
        d = re.escape(self.delimiter)
        return re.compile(
            rf'(?:"(?P<quoted>[^"]*(?:""[^"]*)*)"(?P<tail>(?:\n[^"{d}]*)?)'
            rf'|(?P<plain>(?:[^"{d}][^{d}]*)?))(?:{d}|\Z)'
        )

    @cached_property
    def _lenient(self) -> re.Pattern[str]:
        d = re.escape(self.delimiter)
        return re.compile(rf'(?:^|{d})(?:"[^"]*(?:""[^"]*)*"?[^{d}]*|[^{d}]*)', re.DOTALL)
