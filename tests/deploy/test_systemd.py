"""The units of systemd are well formed, and start what there is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.deploy.test_compose import require_understood

UNITS = sorted((Path(__file__).parents[2] / "deploy" / "systemd").glob("*.[st]*"))
PROGRAM = "/opt/reelhouse/bin/reelhouse"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_what_a_unit_starts_is_understood(unit: Path) -> None:
    for line in re.findall(r"^ExecStart=(.*)$", unit.read_text("utf-8"), re.MULTILINE):
        program, *words = line.split()
        if program == PROGRAM:
            require_understood(words)
        else:
            assert program == "/usr/bin/logger"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_well_formed(unit: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not on this machine: the unit is not verified")
    done = subprocess.run([verify, "verify", unit], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if unit.name in line]
    assert [line for line in told if f"{PROGRAM} is not executable" not in line] == []


def test_a_load_that_fails_is_told() -> None:
    units = {unit.name: unit.read_text("utf-8") for unit in UNITS}
    assert "OnFailure=reelhouse-failed@%n.service" in units["reelhouse-load.service"]
    assert "%i failed" in units["reelhouse-failed@.service"]
