"""What a function's variables say, and which of them cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reelhouse.aws import environment
from reelhouse.aws.environment import Environment, TaskPlace
from reelhouse.errors import UsageError

SETTINGS = Path(__file__).parent.parent.parent / "docs" / "reference" / "settings.md"
LEAST = {"REELHOUSE_LAKE": "s3://films/lake", "REELHOUSE_INBOX": "s3://films/deliveries"}


def test_two_addresses_are_enough() -> None:
    found = Environment.of(LEAST)
    assert str(found.inbox) == "s3://films/deliveries/"
    assert (found.settings.lake, str(found.zone)) == ("s3://films/lake", "UTC")
    assert (found.months_behind, found.max_reject_rate) == (0, "0.01")
    assert (found.secret, found.dead_letters, found.notices) == (None, None, None)
    assert (found.task, found.memory_mb) == (None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REELHOUSE_LAKE", ""),
        ("REELHOUSE_LAKE", "lake"),
        ("REELHOUSE_INBOX", ""),
        ("REELHOUSE_INBOX", "https://films"),
        ("REELHOUSE_TIME_ZONE", "Europe/Atlantis"),
        ("REELHOUSE_TIME_ZONE", "../etc/passwd"),
        ("REELHOUSE_MONTHS_BEHIND", "13"),
        ("REELHOUSE_MONTHS_BEHIND", "-1"),
    ],
)
def test_what_cannot_be_is_told_with_its_name(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        Environment.of({**LEAST, name: value})


TASK = {
    "REELHOUSE_TASK_CLUSTER": "films",
    "REELHOUSE_TASK_DEFINITION": "load:3",
    "REELHOUSE_TASK_SUBNETS": "subnet-1, subnet-2",
}


def test_a_task_is_named_by_its_cluster_its_definition_and_its_subnets() -> None:
    found = Environment.of({**LEAST, **TASK}).task
    assert found == TaskPlace("films", "load:3", ("subnet-1", "subnet-2"), (), False)
    more = {"REELHOUSE_TASK_SECURITY_GROUPS": "sg-1,", "REELHOUSE_TASK_PUBLIC_ADDRESS": "1"}
    found = Environment.of({**LEAST, **TASK, **more}).task
    assert found is not None
    assert (found.security_groups, found.has_public_address) == (("sg-1",), True)


@pytest.mark.parametrize("name", TASK)
def test_half_a_task_is_refused_with_what_is_missing(name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} is not set"):
        Environment.of({**LEAST, **TASK, name: ""})


def test_the_settings_have_every_variable() -> None:
    names = {value for name, value in vars(environment).items() if name.endswith("_VARIABLE")}
    told = set(re.findall(r"`([A-Z_]+)`", SETTINGS.read_text("utf-8")))
    assert {name for name in names if name.startswith("REELHOUSE_")} <= told
