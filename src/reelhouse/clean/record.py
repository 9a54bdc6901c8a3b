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

_BREAKS = re.compile(r"[\r\n]+")
_QUOTES = re.compile(r'"(\n*)"')


@dataclass(frozen=True)
class Record:
    """The fields of a record in the layout's order; `joined` if line breaks were taken out.

    It is `doubtful` if a nested value does not end as it begins, which is rare in a whole record.
    """

    fields: tuple[str, ...]
    joined: bool
    doubtful: bool = False


@dataclass(frozen=True)
class RecordForm:
    """What a record of one file must look like: its delimiter, its columns as they stand."""

    layout: FileLayout
    delimiter: str
    names: tuple[str, ...]

    def read(self, lines: Sequence[str]) -> Record | None:
        """The one record that these lines are, if they are one and each value has its shape.

        A line break inside quotes belongs to a text or a nested value. One outside quotes breaks
        the record: in a column of free text it is kept as part of the text, elsewhere it is taken
        out. So is a break between the two quotes of a doubled one, and in a value too short for
        one. Lines that are records by themselves cannot be part of a quoted value.
        """
        return self._record(lines, shaped=True)

    def as_delivered(self, lines: Sequence[str]) -> Record | None:
        """The same with any values in all columns but the keys, and without taking breaks out."""
        record = self._record(lines, shaped=False)
        return None if record is None or record.joined else record

    def is_blank(self, line: str) -> bool:
        """Whether a line has nothing in it but delimiters."""
        return not line.replace('""', "").strip(f"{self.delimiter} \t\r")

    def is_whole_blank(self, line: str) -> bool:
        """Whether it is a blank line that has no delimiters, or those of a whole record."""
        return self.is_blank(line) and self.field_count(line) in (1, len(self.names))

    def field_count(self, text: str) -> int:
        """How many fields there are, by delimiters outside quotes, however damaged they are."""
        return len(self._lenient.findall(text))

    def bad_key(self, text: str) -> str | None:
        """The first key column whose value is none, in a text with the right number of fields."""
        cells = [cell.strip(f'{self.delimiter}" \t\r') for cell in self._lenient.findall(text)]
        by_name = dict(zip(self.names, cells, strict=True))
        return next((key for key in self.layout.keys if not self._fits(key, by_name[key])), None)

    def _record(self, lines: Sequence[str], *, shaped: bool) -> Record | None:
        text = "\n".join(lines)
        values: dict[str, str] = {}
        joined, position, is_last = False, 0, False
        while not is_last:
            match = self._field.match(text, position)
            if match is None or len(values) == len(self.names):
                return None
            position, is_last = match.end(), not match["end"]
            name = self.names[len(values)]
            quoted, tail, plain = match.group("quoted", "tail", "plain")
            if quoted is None:
                value, mended = plain.strip("\n"), "\n" in plain
            else:
                if "\n" in quoted and self._swallows(lines, text, match):
                    return None
                value = _QUOTES.sub('"', quoted) + tail.rstrip("\n")
                mended = "\n" in match["lead"] + tail + "".join(_QUOTES.findall(quoted))
            if shaped and name in self.layout.shapes:
                if tail and tail.strip("\n"):
                    return None
                value, taken_out = self._in_shape(name, value, quoted=quoted is not None)
                mended |= taken_out
            joined |= mended
            values[name] = value
        return self._in_order(values, joined=joined, shaped=shaped)

    def _in_shape(self, name: str, value: str, *, quoted: bool) -> tuple[str, bool]:
        if name in self.layout.nested and quoted:
            return value, False
        whole = _BREAKS.sub("", value)
        return whole, whole != value

    def _swallows(self, lines: Sequence[str], text: str, match: re.Match[str]) -> bool:
        """Whether a quote that was never closed made a value out of other records."""
        first = text.count("\n", 0, match.start("quoted"))
        last = text.count("\n", 0, match.end("quoted"))
        return any(self.read([line]) is not None for line in lines[first + 1 : last + 1])

    def _in_order(self, values: dict[str, str], *, joined: bool, shaped: bool) -> Record | None:
        if len(values) != len(self.names):
            return None
        names = self.layout.shapes if shaped else self.layout.keys
        if not all(self._fits(name, values[name]) for name in names):
            return None
        fields = tuple(values[name] for name in self.layout.columns)
        nested = (values[name].strip() for name in self.layout.nested)
        doubtful = any(value and not value.endswith(("]", "}")) for value in nested)
        return Record(fields, joined, doubtful)

    def _fits(self, name: str, value: str) -> bool:
        value = value.strip(" \t\n\f\r")  # what the conversion of keys passes over
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
            rf'(?:(?P<lead>\n*)"(?P<quoted>[^"]*(?:"\n*"[^"]*)*)"(?P<tail>(?:\n[^"{d}]*)?)'
            rf'|(?P<plain>(?!\n*")[^{d}]*))(?P<end>{d}|\Z)'
        )

    @cached_property
    def _lenient(self) -> re.Pattern[str]:
        d = re.escape(self.delimiter)
        return re.compile(rf'(?:^|{d})(?:"[^"]*(?:""[^"]*)*"?[^{d}]*|[^{d}]*)', re.DOTALL)
