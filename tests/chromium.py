"""Where Chromium is, and how it comes here: `python -m tests.chromium` installs it where it can.

It comes with the system's packages for root on Debian and its kin, else by Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

VARIABLE = "REELHOUSE_TEST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
_ROOT = 0
_LONGEST_SECONDS = 600


class NoChromiumError(RuntimeError):
    """No Chromium that runs is on this machine."""


def found(names: Iterable[str] = NAMES) -> Path:
    """The program that the variable REELHOUSE_TEST_CHROMIUM names, else the system's, else
    Playwright's own.

    Raises NoChromiumError where none of them runs.
    """
    given = os.environ.get(VARIABLE)
    for each in [given] if given else _installed(names):
        if _runs(each):
            return Path(each)
    where = f"{given}, which {VARIABLE} names," if given else f"{', '.join(names)} or Playwright's"
    raise NoChromiumError(
        f"{where} does not run here; `make test` installs Chromium for root on Debian, "
        f"`.venv/bin/playwright install --with-deps chromium` elsewhere"
    )


def _installed(names: Iterable[str]) -> Iterator[str]:
    yield from filter(None, map(shutil.which, names))
    yield _playwrights_own()


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _runs(program: str) -> bool:
    """Whether it says its version: what some systems have by this name is but a hint."""
    try:
        subprocess.run([program, "--version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def install() -> None:
    """Have Chromium installed, in the way that this machine has; what comes of it shows later."""
    if os.geteuid() == _ROOT and shutil.which("apt-get"):
        _try(["apt-get", "update", "--quiet"])
        _try(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *NAMES[:1]])
    else:
        _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _try(command: Sequence[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"for the tests in a browser: {' '.join(command)}", file=sys.stderr)
    try:
        subprocess.run(
            command, check=True, env=quiet, stdout=subprocess.DEVNULL, timeout=_LONGEST_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)


def main() -> None:
    """Have Chromium on this machine, or say loudly that it is not."""
    try:
        found()
    except NoChromiumError:
        install()
        try:
            found()
        except NoChromiumError as error:
            rule = "=" * 80
            print(f"{rule}\nNO TEST WILL RUN IN A BROWSER\n{error}\n{rule}", file=sys.stderr)


if __name__ == "__main__":
    main()
