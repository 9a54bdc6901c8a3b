"""The Dockerfile: linted, and its steps run on this machine, where no engine can build it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.deploy.test_loader import wait_until
from tests.ports import free_ports

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
STEP = re.compile(r"^([A-Z]+) (.*)$", re.DOTALL)


def steps() -> list[tuple[str, str]]:
    """The instructions with their words, in order; a line that goes on is one."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text("utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [match.groups() for line in lines if (match := STEP.match(line))]  # type: ignore[misc]


def words_of(name: str) -> list[str]:
    return [words for step, words in steps() if step == name]


def test_the_dockerfile_has_no_bad_habits() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, "--no-color", DOCKERFILE], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_it_runs_as_nobody_in_particular_and_tells_whether_it_is_well() -> None:
    assert words_of("USER") == ["10001"]
    [health] = words_of("HEALTHCHECK")
    assert "/healthz" in health
    assert json.loads(health[health.index("[") :])[0] == "python"
    assert len({words.split()[0] for words in words_of("FROM")}) == 1


def test_what_it_copies_is_there_and_let_through() -> None:
    let_through = (DOCKERFILE.parent / "Dockerfile.dockerignore").read_text().splitlines()
    copied = [words.split()[:-1] for words in words_of("COPY") if not words.startswith("--from")]
    for name in (each for sources in copied for each in sources):
        path = name.removeprefix("./")
        assert (ROOT / path).exists()
        assert f"!{path}" in let_through
    assert let_through[0] == "*"


@pytest.mark.long
def test_its_steps_make_a_program_that_serves(tmp_path: Path) -> None:
    inside = {"/opt/reelhouse": f"{tmp_path}/opt", "/data": f"{tmp_path}/data"}
    build = tmp_path / "build"
    build.mkdir()
    environment = dict(os.environ)

    def placed(words: str) -> str:
        for path, place in inside.items():
            words = re.sub(rf"(?<![\w.]){re.escape(path)}\b", place, words)
        return words

    for step, words in steps():
        if step == "RUN" and "useradd" not in words:
            subprocess.run(["sh", "-ec", placed(words)], cwd=build, env=environment, check=True)
        elif step == "COPY" and not words.startswith("--from"):
            *sources, _ = words.split()
            for source in sources:
                copy(ROOT / source, build / source)
        elif step == "ENV":
            for name, value in re.findall(r"(\w+)=(\S+)", words):
                environment[name] = placed(value).replace("$PATH", environment["PATH"])
    (tmp_path / "data").mkdir()

    def run(*words: str) -> None:
        subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, check=True)

    run("reelhouse", "sample", "delivery", "--scale", "0.001")
    run("reelhouse", "ingest", "delivery", "--drop", "2026-11")
    run("reelhouse", "token", "create", "somebody")
    [port] = free_ports(1)
    server = subprocess.Popen(["reelhouse", "serve", "--port", str(port)], env=environment)
    [health] = words_of("HEALTHCHECK")
    check = json.loads(health[health.index("[") :].replace("8000", str(port)))
    try:
        wait_until(lambda: subprocess.run(check, env=environment, check=False).returncode == 0)
    finally:
        server.terminate()
        server.wait()


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    else:
        shutil.copyfile(source, target)
