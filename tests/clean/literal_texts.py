"""Nested values in quantity, made to be misread: by seed, the same ones each time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.clean.nested import NestedColumn

_WORDS = (
    *("'", '"', "''", '"""', "{", "}", "[", "]", "(", ")", ",", ", ", ":", ": ", "#", "="),
    *("None", ": None", "': None,", "': None}", "NULL", "null", "True", "'id': 7, ", "{'id': 1}"),
    *("\\", "\\\\", "\\'", '\\"', "\\xa0", "\\t", "\\n", "\\x27", "\\x00", "\\u200b", "\\ud800"),
    *("\\U0001f3ac", "\\N{BULLET}", "\\x", "\\u12", "\\1"),
    *("\n", "\r", "\r\n", "\t", "\0", "\x0b", "\x1a", "\x1f", "\x7f", "\x85", "\xa0", "\u200b"),
    *("\u2028", "\ufeff", "\ufffd", "\ue000", "🎬", "🇫🇷", "東京", "é", "e\u0301", "ß", " ", "  "),
    *("a", "Night", "0", "-1", "1e5", "O'Brien", "Rock 'n' Roll", "%s", "$", "`", "struct"),
)
_NUMBERS = (0, 1, -1, 862, 10**9 - 1, 10**9, 2**31 - 1, 2**31, -(2**31), 10**20)
_STRAYS: tuple[Any, ...] = (None, True, 1.5, "", [], {}, ["x"], {"a": "b"}, b"x", (1,), 1j)


class LiteralTexts:
    """Texts for one nested column: every other one as Python writes it, the others spoiled."""

    def __init__(self, column: NestedColumn, seed: int) -> None:
        self._column = column
        self._random = random.Random(seed)

    def texts(self, count: int) -> Iterator[str]:
        """So many texts."""
        for n in range(count):
            text = self._written()
            yield self._spoiled(text) if n % 2 else text

    def _written(self) -> str:
        items = [self._item() for _ in range(self._random.choice((0, 1, 1, 1, 2, 3)))]
        if self._column.single:
            return repr(items[0]) if items else self._random.choice(("{}", "[]", "None", "''"))
        return repr(items)

    def _item(self) -> dict[str, Any]:
        keys = list(self._column.keys)
        if self._random.random() < 0.2:
            self._random.shuffle(keys)
        item: dict[str, Any] = {}
        for key, kind in keys:
            chance = self._random.random()
            if chance > 0.96:
                continue
            item[key] = self._number() if kind == "integer" else self._text()
            if chance > 0.9:
                item[key] = self._random.choice((*_STRAYS, self._number(), self._text()))
        if self._random.random() < 0.03:
            item[self._text()] = self._text()
        return item

    def _number(self) -> int:
        odd = self._random.random() < 0.2
        return self._random.choice(_NUMBERS) if odd else self._random.randrange(10**6)

    def _text(self) -> str:
        return "".join(self._random.choices(_WORDS, k=self._random.choice((0, 1, 1, 2, 3, 6))))

    def _spoiled(self, text: str) -> str:
        for _ in range(self._random.choice((1, 1, 2))):
            a, b = sorted(self._random.choices(range(len(text) + 1), k=2))
            match self._random.randrange(6):
                case 0 | 1:  # a character is lost
                    text = text[:a] + text[a + 1 :]
                case 2 | 3:  # something is put in
                    text = text[:a] + self._random.choice(_WORDS) + text[a:]
                case 4:  # the end is lost
                    text = text[:a]
                case _:  # a stretch is lost
                    text = text[:a] + text[b:]
        return text
