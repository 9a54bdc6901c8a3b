"""The program as it is started: real streams, real exit codes, a real delivery."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.s3server import PRIVATE, PUBLIC

from reelhouse.sample import write

if TYPE_CHECKING:
    from tests.s3server import Server

PROGRAM = Path(sys.executable).with_name("reelhouse")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sample that was ingested into the default places."""
    folder = tmp_path_factory.mktemp("program")
    write(folder / "2026-11", scale=0.001)
    assert started(folder, "ingest", "2026-11").returncode == 0
    return folder


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    places = {"REELHOUSE_LAKE", "REELHOUSE_WAREHOUSE", "REELHOUSE_DEBUG"}
    environment = {name: value for name, value in os.environ.items() if name not in places}
    return subprocess.run(
        [PROGRAM, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_lake_and_warehouse_are_in_the_working_folder(loaded: Path) -> None:
    assert (loaded / "reelhouse" / "lake").is_dir()
    assert (loaded / "reelhouse" / "warehouse.duckdb").is_file()


def test_a_report_as_json_has_rows_and_scope(loaded: Path) -> None:
    done = started(loaded, "report", "genre-revenue", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["scope"]["as_of"] == "2026-11"
    assert len(answer["rows"]) == answer["total_rows"] > 0


def test_all_checks_hold(loaded: Path) -> None:
    done = started(loaded, "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("checks hold\n")


def test_the_rejects_of_the_delivery_are_told(loaded: Path) -> None:
    done = started(loaded, "rejects", "2026-11", "--format", "md")
    assert done.returncode == 0
    assert done.stdout.startswith("# Defects in the delivery 2026-11\n\nWhile we loaded it")


def test_the_ledger_and_what_changed_are_told(loaded: Path) -> None:
    done = started(loaded, "drops", "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    header, line = done.stdout.splitlines()
    told = dict(zip(header.split(","), line.split(","), strict=True))
    assert (told["label"], told["source"], told["outcome"]) == ("2026-11", "2026-11", "published")
    done = started(loaded, "changes", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert {row["table"] for row in json.loads(done.stdout)["rows"]} >= {"movie", "rating"}


def test_a_backfill_loads_what_it_can_and_ends_with_the_code_of_what_it_cannot(
    loaded: Path, tmp_path: Path
) -> None:
    shutil.copytree(loaded / "2026-11", tmp_path / "old/2026-11")
    damaged = shutil.copytree(loaded / "2026-11", tmp_path / "old/2026-10") / "movies_metadata.csv"
    damaged.write_text(damaged.read_text("utf-8").replace(",Released,", ",Released,,"), "utf-8")
    done = started(tmp_path, "backfill", "old")
    assert done.returncode == 4
    assert done.stdout.splitlines()[:2] == [
        "2 deliveries: 1 cleaned, 0 in the lake already, 1 failed",
        "the warehouse was built, as of 2026-11",
    ]
    assert "Error: 2026-10: movies_metadata: " in done.stderr
    ledger = started(tmp_path, "drops", "--format", "json").stdout
    outcomes = [row["outcome"].partition(":")[0] for row in json.loads(ledger)["rows"]]
    assert outcomes == ["refused", "published"]


def test_a_delta_may_bring_ratings_alone(loaded: Path, tmp_path: Path) -> None:
    place = shutil.copytree(loaded / "reelhouse", tmp_path / "reelhouse")
    header, first, *_ = (loaded / "2026-11/ratings.csv").read_text("utf-8").splitlines()
    (tmp_path / "new").mkdir()
    user, film, stars, _ = first.split(",")
    another = "1.0" if stars != "1.0" else "2.0"
    text = f"{header}\n{user},{film},{another},1803860000\n"
    (tmp_path / "new/ratings.csv").write_text(text, "utf-8")
    words = ("--drop", "2026-11-30", "--json")
    refused = started(tmp_path, "ingest", "new", *words)
    assert refused.returncode == 3
    assert "a delivery of only what is new is loaded with --mode delta" in refused.stderr
    done = started(tmp_path, "ingest", "new", "--mode", "delta", *words)
    assert done.returncode == 0, done.stderr
    changes = json.loads(done.stdout)["publication"]["changes"]
    touched = {each["table"]: each["updated"] for each in changes if each["updated"]}
    assert touched == {"rating": 1}
    assert started(tmp_path, "check").returncode == 0
    assert (place / "lake/deliveries/2026-11-30/1/rating.parquet").is_file()


def test_a_filter_that_a_report_does_not_have_is_an_error(loaded: Path) -> None:
    done = started(loaded, "report", "genre-revenue", "--measure", "ratings")
    assert (done.returncode, done.stdout) == (2, "")
    assert "genre-revenue has no filter 'measure'" in done.stderr


def test_what_is_no_delivery_ends_with_3(tmp_path: Path) -> None:
    done = started(tmp_path, "ingest", "nothing.zip")
    assert (done.returncode, done.stdout) == (3, "")
    assert "nothing.zip" in done.stderr


def test_without_a_warehouse_a_report_ends_with_7(tmp_path: Path) -> None:
    done = started(tmp_path, "report", "genre-revenue")
    assert (done.returncode, done.stdout) == (7, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_credentials")
def test_a_delivery_on_s3_is_loaded_like_one_in_a_folder(
    loaded: Path, tmp_path: Path, s3_server: Server
) -> None:
    s3_server.put_folder(PUBLIC, "program/2026-11", loaded / "2026-11")
    address = f"s3://{PUBLIC}/program/2026-11"
    done = started(tmp_path, "ingest", address, "--s3-endpoint", s3_server.endpoint, "--json")
    assert done.returncode == 0, done.stderr
    stages = {line.split()[1] for line in done.stderr.splitlines()}
    assert stages <= {"read", "repair", "literals", "tables", "publish", "marts", "check"}
    there = json.loads(started(loaded, "ingest", "2026-11", "--json").stdout)
    here = json.loads(done.stdout)
    assert (here["label"], here["content_hash"]) == ("2026-11", there["content_hash"])


@pytest.mark.usefixtures("owner")
def test_a_lake_on_s3_is_used_by_every_command_that_needs_one(
    loaded: Path, tmp_path: Path, s3_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REELHOUSE_S3_ENDPOINT", s3_server.endpoint)
    lake = ("--lake", f"s3://{PRIVATE}/program-lake")
    shutil.copytree(loaded / "2026-11", tmp_path / "old/2026-11")
    done = started(tmp_path, "backfill", "old", *lake)
    assert done.returncode == 0, done.stderr
    for words in (
        ("drops", "--format", "csv"),
        ("changes", "--format", "csv"),
        ("rejects", "--format", "csv"),
        ("report", "genre-revenue", "--as-of", "2026-11", "--format", "csv"),
    ):
        there, here = started(tmp_path, *words, *lake), started(loaded, *words)
        assert (there.returncode, there.stderr) == (0, "")
        if words[0] != "drops":  # which tells seconds and moments
            assert there.stdout == here.stdout
    (tmp_path / "reelhouse/warehouse.duckdb").unlink()
    done = started(tmp_path, "rebuild", *lake)
    assert (done.returncode, done.stdout) == (0, "the warehouse was built, as of 2026-11\n")


@pytest.mark.usefixtures("no_credentials")
def test_a_store_that_cannot_be_reached_ends_with_9_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    done = started(tmp_path, "ingest", "s3://films/a", "--s3-endpoint", "http://127.0.0.1:1")
    assert (done.returncode, done.stdout) == (9, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("Error: s3://films/a/: cannot be reached now")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_credentials")
def test_waiting_for_s3_can_be_interrupted(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with subprocess.Popen(
            [PROGRAM, "ingest", "s3://films/a", "--s3-endpoint", endpoint],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            with silent.accept()[0] as asked:
                assert asked.recv(4) == b"GET "
                process.send_signal(signal.SIGINT)
                assert process.wait(timeout=20) == 130
            assert process.stderr.read().strip() == "interrupted"


def test_the_warehouse_is_on_this_machine(tmp_path: Path) -> None:
    done = started(tmp_path, "ingest", "delivery", "--warehouse", "s3://films/place")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: s3://films/place: a warehouse is a file on this machine, or a database as "
        "postgresql://host/database or snowflake://account/database\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet", "xlsx"])
def test_a_reader_who_has_seen_enough_is_no_error(loaded: Path, form: str) -> None:
    with subprocess.Popen(
        [PROGRAM, "report", "company-releases", "--format", form],
        cwd=loaded,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.wait(timeout=60), process.stderr.read()) == (0, b"")


def test_an_interrupt_ends_with_130_and_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [PROGRAM, "sample", "large", "--scale", "0.5"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stderr.readline().startswith("movies_metadata")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stdout.read() == ""
        assert process.stderr.read().splitlines()[-1] == "interrupted"
    assert list(tmp_path.iterdir()) == []
