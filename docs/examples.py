"""Console and Python examples in Markdown: run again, with what they print today.

A session stands in a block of the language `console`: a line that begins with `$ ` is a command,
the lines below it are what it printed, on stdout and stderr. A block of the language `python` is a
program of its own; what it printed stands in a block of the language `text` right below. Blocks of
other languages are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(
    r"(?<=^```python\n)(?P<code>.*?)^```$(?:\n\n^```text\n(?P<printed>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
_DURATION = re.compile(r"\b\d+\.\d s\b")
_RATE = re.compile(r" at [\d.,]+ [kMG]?B/s")
_SECONDS_COLUMN = re.compile(r"\b\d+\.\d$", re.MULTILINE)
_STAGES = re.compile(r"(?:^\w+ +(?:read|repair|literals|tables) .*\n)+", re.MULTILINE)
_GAPS = re.compile(r"[ ─]{2,}")
_LONGEST_SECONDS = 120


class SnippetError(Exception):
    """A snippet ended with an error."""


def rerun(text: str, folder: Path) -> str:
    """The Markdown `text` with the output of its snippets as it is when they run in `folder`.

    Sessions run first, from the top, then programs. Raises SnippetError where one ends with
    anything but 0.
    """
    text = _CONSOLE.sub(lambda match: _session(match[1], folder), text)
    return _PYTHON.sub(lambda match: _program(match, folder), text)


def settled(text: str) -> str:
    """`text` without what differs from run to run.

    That is durations, rates, gaps that they widen, and the order of stages that go on at once.
    """
    text = _STAGES.sub(lambda match: "".join(sorted(match[0].splitlines(keepends=True))), text)
    for pattern in (_DURATION, _RATE, _SECONDS_COLUMN):
        text = pattern.sub("", text)
    return _GAPS.sub("  ", text)


def snippets(text: str) -> int:
    """How many console examples and programs a Markdown text has."""
    return len(_CONSOLE.findall(text)) + len(_PYTHON.findall(text))


def _session(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_lines(_bash, line[2:], folder)}" for line in commands)


def _program(match: re.Match[str], folder: Path) -> str:
    printed = _lines(_python, match["code"], folder)
    block = f"\n\n```text\n{printed}```" if printed else ""
    return f"{match['code']}```{block}"


def _lines(
    run: Callable[[str, Path], subprocess.CompletedProcess[str]], code: str, folder: Path
) -> str:
    done = run(code, folder)
    if done.returncode:
        raise SnippetError(f"{code}\nended with {done.returncode}:\n{done.stdout}")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _bash(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return _run(["bash", "-c", code], folder)


def _python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return _run([sys.executable, "-c", code], folder)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("REELHOUSE_")}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)])
    return subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=_LONGEST_SECONDS,
        check=False,
    )
