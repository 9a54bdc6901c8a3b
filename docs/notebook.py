"""A notebook, run without Jupyter: its cells of code in order, in one namespace.

What a cell prints and the value of its last expression become its outputs, as Jupyter shows them.
"""

from __future__ import annotations

import ast
import io
import json
from contextlib import chdir, redirect_stdout
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    Notebook = dict[str, Any]
    Output = dict[str, Any]


def rerun_notebook(text: str, folder: Path) -> str:
    """The notebook `text` with the outputs that its cells have when they run in `folder`."""
    notebook: Notebook = json.loads(text)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    cells = [each for each in notebook["cells"] if each["cell_type"] == "code"]
    with chdir(folder):
        for number, cell in enumerate(cells, 1):
            cell["execution_count"] = number
            cell["outputs"] = _outputs("".join(cell["source"]), number, namespace)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _outputs(code: str, number: int, namespace: dict[str, Any]) -> list[Output]:
    body = ast.parse(code).body
    last = body[-1] if body and isinstance(body[-1], ast.Expr) else None
    body = body[:-1] if last else body
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(ast.Module(body, []), "<cell>", "exec"), namespace)  # noqa: S102 our own
        value = _value(last, namespace)
    outputs: list[Output] = []
    if printed.getvalue():
        text = _lines(printed.getvalue())
        outputs.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        outputs.append(
            {
                "data": {"text/plain": _lines(repr(value))},
                "execution_count": number,
                "metadata": {},
                "output_type": "execute_result",
            }
        )
    return outputs


def _value(last: ast.Expr | None, namespace: dict[str, Any]) -> object:
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)  # noqa: S307 our own


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
