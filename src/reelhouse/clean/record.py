"""One record of a CSV file, whole or broken by line breaks where none can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reelhouse.clean.layout import KEY_LIMITS

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

    def is_row(self, lines: Sequence[str]) -> bool:
        """Whether these lines have the fields of a record and no break, whatever is in them."""
        found = self._fields("\n".join(lines))
        return found is not None and len(found[0]) == len(self.names) and not found[1]

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
        return not line.replace('""', "").strip(f"{self.delimiter} \t\r")

    def field_count(self, text: str) -> int:
        """How many fields there are, by delimiters outside quotes, however damaged they are."""
        return len(self._lenient.findall(text))

    def bad_key(self, text: str) -> str | None:
        """The first key column whose value is none, in a text with the right number of fields."""
        cells = [cell.strip(f'{self.delimiter}" \t\r') for cell in self._lenient.findall(text)]
        by_name = dict(zip(self.names, cells, strict=True))
        return next((key for key in self.layout.keys if not self._fits(key, by_name[key])), None)

    def _shaped(self, text: str) -> Record | None:
        found = self._fields(text)
        return found and self._in_order(found[0], joined=found[1])

    def _fields(self, text: str) -> tuple[list[str], bool] | None:
        """Fields as they stand, and whether a line break was taken out; None past the last one."""
        fields: list[str] = []
        joined, position, is_last = False, 0, False
        while not is_last:
            match = self._field.match(text, position)
            if match is None or len(fields) == len(self.names):
                return None
            position, is_last = match.end(), not match["end"]
            quoted, tail, plain = match.group("quoted", "tail", "plain")
            value = plain or ""
            if quoted is not None:
                value = quoted.replace('""', '"') + tail
            broken = "\n" in (tail or plain or "")
            joined |= broken
            fields.append(self._mended(self.names[len(fields)], value) if broken else value)
        return fields, joined

    def _mended(self, name: str, value: str) -> str:
        return value.replace("\n", "") if name in self.layout.shapes else value.strip("\n")

    def _in_order(self, fields: list[str], *, joined: bool) -> Record | None:
        if len(fields) != len(self.names):
            return None
        by_name = dict(zip(self.names, fields, strict=True))
        if not all(self._fits(name, by_name[name]) for name in self.layout.shapes):
            return None
        return Record(tuple(by_name[name] for name in self.layout.columns), joined)

    def _fits(self, name: str, value: str) -> bool:
        value = value.strip()
        limit = KEY_LIMITS.get(self.layout.keys.get(name, "stars"))
        return bool(self._shapes[name].fullmatch(value)) and (
            limit is None or int(value.partition(".")[0]) < limit
        )

    @cached_property
    def _shapes(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(shape, re.ASCII) for name, shape in self.layout.shapes.items()}

    @cached_property
    def _field(self) -> re.Pattern[str]:
        d = re.escape(self.delimiter)
        return re.compile(
            rf'(?:"(?P<quoted>[^"]*(?:""[^"]*)*)"(?P<tail>(?:\n[^"{d}]*)?)'
            rf'|(?P<plain>(?:[^"{d}][^{d}]*)?))(?P<end>{d}|\Z)'
        )

    @cached_property
    def _lenient(self) -> re.Pattern[str]:
        d = re.escape(self.delimiter)
        return re.compile(rf'(?:^|{d})(?:"[^"]*(?:""[^"]*)*"?[^{d}]*|[^{d}]*)', re.DOTALL)
