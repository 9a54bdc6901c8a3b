from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def test_a_sample_is_written_and_its_files_are_listed(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "sample"
    result = run("sample", str(target), "--scale", "0.001", "--seed", "7")
    assert result.exit_code == 0
    assert f"\n{target / 'ratings.csv'} " in result.stdout
    assert (target / "ratings.csv").stat().st_size > 0
    assert json.loads((target / "defects.json").read_text())["seed"] == 7
    assert "wrote 7 files, " in result.stderr


def test_months_are_folders(run: Run, tmp_path: Path) -> None:
    words = ["--scale", "0.001", "--months", "2", "--first-month", "2025-12"]
    assert run("sample", str(tmp_path / "s"), *words, "--compress", "zstd").exit_code == 0
    assert (tmp_path / "s" / "2025-12" / "credits.csv.zst").exists()
    assert (tmp_path / "s" / "2026-01" / "credits.csv.zst").exists()


def test_a_scale_of_nothing_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("sample", str(tmp_path / "s"), "--scale", "0").exit_code == 2
