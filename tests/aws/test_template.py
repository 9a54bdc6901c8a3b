"""The template of CloudFormation is valid, allows no more than is needed and fits the handler."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.aws.template import PATH, listed, resources, statements, template

from reelhouse.aws import environment, events, task
from reelhouse.aws.bounds import LEAST_MEMORY_MB
from reelhouse.aws.fargate import CONTAINER
from reelhouse.aws.log import DIMENSION, NAMESPACE, UNITS
from reelhouse.cli.exits import Exit
from reelhouse.settings import LAKE_VARIABLE, WAREHOUSE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCKERFILE = PATH.parent.parent / "Dockerfile"
RUN_BOOK = PATH.parent.parent.parent / "docs" / "how-to" / "runbook-aws.md"


# ------------------------------------------------------------------------ its form


def lint(path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("cfn-lint")
    return subprocess.run(
        [program, "--include-checks", "I", "--", path], check=False, capture_output=True, text=True
    )


def test_it_passes_cfn_lint_without_a_warning() -> None:
    found = lint(PATH)
    assert (found.returncode, found.stdout) == (0, "")


def test_it_needs_no_transform() -> None:
    assert "Transform" not in template()
    assert [n for n, each in template()["Resources"].items() if "Serverless" in each["Type"]] == []


def test_every_parameter_says_what_it_is_and_is_used() -> None:
    text = PATH.read_text("utf-8")
    grouped = template()["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    shown = [name for group in grouped for name in group["Parameters"]]
    assert sorted(shown) == sorted(template()["Parameters"])
    for name in template()["Parameters"]:
        assert re.search(rf"!Ref {name}\b|\${{{name}}}", text), f"{name} is not used"


def test_the_function_stays_within_what_lambda_allows_and_a_load_needs() -> None:
    [function] = resources("AWS::Lambda::Function").values()
    asked = function["Properties"]
    given = template()["Parameters"]
    time, memory, disk = (
        given[each["Ref"]]
        for each in (asked["Timeout"], asked["MemorySize"], asked["EphemeralStorage"]["Size"])
    )
    assert 0 < time["MinValue"] <= time["Default"] <= time["MaxValue"] <= 900
    assert LEAST_MEMORY_MB <= memory["MinValue"] <= memory["Default"] <= memory["MaxValue"] <= 10240
    assert 512 <= disk["MinValue"] <= disk["Default"] <= disk["MaxValue"] <= 10240


def test_the_schedule_is_monthly_at_night_in_a_time_zone_that_exists() -> None:
    given = template()["Parameters"]
    ZoneInfo(given["TimeZone"]["Default"])
    found = re.fullmatch(
        r"cron\((\d+) (\d+) (\d+) \* \? \*\)", given["ScheduleExpression"]["Default"]
    )
    assert found is not None
    minute, hour, day = map(int, found.groups())
    assert 0 <= minute < 60
    assert 0 <= hour < 6
    assert 1 <= day <= 28
    [schedule] = resources("AWS::Scheduler::Schedule").values()
    assert schedule["Properties"]["ScheduleExpressionTimezone"] == {"Ref": "TimeZone"}


# ---------------------------------------------------------------------- its rights


def granted() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement that allows something, with the name of its resource."""
    for name, each in template()["Resources"].items():
        for statement in statements(each.get("Properties")):
            if statement["Effect"] == "Allow":
                yield name, statement


def wildcards(statement: dict[str, Any]) -> list[str]:
    """Actions and resources of a statement that stand for all of a kind."""
    actions = [each for each in listed(statement["Action"]) if "*" in each]
    return actions + [each for each in listed(statement.get("Resource", [])) if each == "*"]


def test_nothing_is_allowed_to_all_or_on_all_but_where_a_reason_is_written() -> None:
    reasons = {
        (name, sid): reason
        for name, each in template()["Resources"].items()
        for sid, reason in each.get("Metadata", {}).get("Wildcards", {}).items()
    }
    wide = {(name, each["Sid"]) for name, each in granted() if wildcards(each)}
    assert wide == reasons.keys(), "each reason is of a statement that needs one"
    assert all(len(reason.split()) > 5 for reason in reasons.values())
    assert all("NotAction" not in each and "NotResource" not in each for _, each in granted())


def test_the_checker_finds_what_it_is_for() -> None:
    assert wildcards({"Action": "s3:*", "Resource": "arn:aws:s3:::films/*"}) == ["s3:*"]
    assert wildcards({"Action": ["s3:GetObject", "*"], "Resource": ["*"]}) == ["*", "*"]
    assert wildcards({"Action": "s3:GetObject", "Resource": {"Fn::Sub": "${Bucket.Arn}/*"}}) == []


def test_only_services_are_trusted_and_each_only_from_here() -> None:
    for name, statement in granted():
        if "Principal" in statement:
            [service] = listed(statement["Principal"]["Service"])
            assert service.endswith(".amazonaws.com"), name
            # Lambda gives a role to functions of its own account alone.
            assert "Condition" in statement or service == "lambda.amazonaws.com", name


def test_the_function_may_write_nothing_but_the_lake() -> None:
    for name, statement in granted():
        for action in listed(statement["Action"]):
            if action.startswith("s3:") and re.search("Put|Delete|Abort", action):
                resource = statement["Resource"]
                assert resource == {"Fn::Sub": "${Bucket.Arn}/lake/*"}, name


def reaches(statement: dict[str, Any]) -> list[str]:
    """Actions by which somebody gets rights of another, where nothing says for what service."""
    to_service = statement.get("Condition", {}).get("StringEquals", {}).get("iam:PassedToService")
    actions = [each for each in listed(statement["Action"]) if each.startswith("iam:")]
    is_bound = actions == ["iam:PassRole"] and str(to_service).endswith(".amazonaws.com")
    return [] if is_bound else actions


def test_roles_are_given_to_tasks_and_to_nobody_else() -> None:
    assert [(name, each["Sid"]) for name, each in granted() if reaches(each)] == []
    passing = [each for _, each in granted() if "iam:PassRole" in listed(each["Action"])]
    assert [each["Resource"] for each in passing] == [
        [{"Fn::GetAtt": ["TaskRole", "Arn"]}, {"Fn::GetAtt": ["TaskStartRole", "Arn"]}]
    ]


def test_the_checker_of_roles_finds_what_it_is_for() -> None:
    bound = {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
    assert reaches({"Action": "iam:PassRole"}) == ["iam:PassRole"]
    assert reaches({"Action": ["iam:PassRole", "iam:CreateRole"], "Condition": bound}) != []
    assert reaches({"Action": "iam:PassRole", "Condition": bound}) == []


def test_the_function_starts_this_task_in_this_cluster_and_no_other() -> None:
    [(name, starting)] = [
        (name, each) for name, each in granted() if "ecs:RunTask" in listed(each["Action"])
    ]
    assert template()["Resources"][name]["Properties"]["Roles"] == [{"Ref": "FunctionRole"}]
    assert starting["Resource"] == {"Ref": "TaskDefinition"}
    cluster = {"Fn::GetAtt": ["Cluster", "Arn"]}
    assert starting["Condition"] == {"ArnEquals": {"ecs:cluster": cluster}}


def test_the_bucket_is_closed_versioned_encrypted_and_stays_when_the_stack_goes() -> None:
    [bucket] = resources("AWS::S3::Bucket").values()
    has = bucket["Properties"]
    assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"
    assert has["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(has["PublicAccessBlockConfiguration"].values()) == {True}
    assert has["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    rules = has["LifecycleConfiguration"]["Rules"]
    assert not any("ExpirationInDays" in rule or "ExpirationDate" in rule for rule in rules)


# ----------------------------------------------------------- it fits the handler


def variables() -> dict[str, Any]:
    [function] = resources("AWS::Lambda::Function").values()
    return dict(function["Properties"]["Environment"]["Variables"])


def test_the_function_is_given_every_variable_that_the_handler_reads() -> None:
    read = {
        value
        for name, value in vars(environment).items()
        if name.endswith("_VARIABLE") and not name.startswith("_")
    }
    assert variables().keys() == read | {WAREHOUSE_VARIABLE}
    assert LAKE_VARIABLE in read


def container() -> dict[str, Any]:
    [definition] = resources("AWS::ECS::TaskDefinition").values()
    [found] = definition["Properties"]["ContainerDefinitions"]
    return dict(found)


def test_the_task_is_given_what_the_function_is_but_for_the_way_to_a_task() -> None:
    given = {each["Name"]: each["Value"] for each in container()["Environment"]}
    assert given.pop("TMPDIR") == "/data"
    assert given == {name: value for name, value in variables().items() if "_TASK_" not in name}


def test_the_task_runs_the_same_image_as_the_one_program_that_takes_orders() -> None:
    [function] = resources("AWS::Lambda::Function").values()
    assert container()["Image"] == function["Properties"]["Code"]["ImageUri"]
    assert container()["Name"] == CONTAINER
    assert container()["EntryPoint"] == ["python", "-m", task.__spec__.name]


def test_the_task_writes_nowhere_but_where_temporary_files_lie_and_has_time_to_stop() -> None:
    has = container()
    assert has["ReadonlyRootFilesystem"] is True
    assert [each["ContainerPath"] for each in has["MountPoints"]] == ["/data"]
    assert "VOLUME /data" in DOCKERFILE.read_text("utf-8").splitlines()
    assert has["StopTimeout"] == 120


def test_the_task_has_what_fargate_has_to_give_and_a_load_needs() -> None:
    [definition] = resources("AWS::ECS::TaskDefinition").values()
    asked, given = definition["Properties"], template()["Parameters"]
    memory = given[asked["Memory"]["Ref"]]
    disk = given[asked["EphemeralStorage"]["SizeInGiB"]["Ref"]]
    assert LEAST_MEMORY_MB <= memory["MinValue"] <= memory["Default"] <= memory["MaxValue"]
    assert 21 <= disk["MinValue"] <= disk["Default"] <= disk["MaxValue"] <= 200
    # Of two cores Fargate has 4 to 16 GiB.
    assert given[asked["Cpu"]["Ref"]]["Default"] == 2048
    assert memory["Default"] in range(4096, 16385, 1024)
    [function] = resources("AWS::Lambda::Function").values()
    most = given[function["Properties"]["EphemeralStorage"]["Size"]["Ref"]]["MaxValue"]
    assert disk["Default"] * 1024 > most, "a task is there for what does not fit into a function"


def test_without_subnets_nothing_is_there_that_is_of_the_task_alone() -> None:
    owned = {
        name: each
        for name, each in template()["Resources"].items()
        if each["Type"].startswith("AWS::ECS::") or re.match("Task|HandOver|Pull", name)
    }
    assert len(owned) == 7
    assert {each.get("Condition") for each in owned.values()} == {"HasTask"}
    conditional = {name for name, value in variables().items() if "Fn::If" in value}
    assert conditional == {name for name in variables() if "_TASK_" in name}


def test_the_rule_tells_of_every_end_that_the_task_does_not_tell_of_itself() -> None:
    rule = template()["Resources"]["TaskEnds"]["Properties"]
    failed_to_start, ended = rule["EventPattern"]["detail"]["$or"]
    assert failed_to_start == {"stopCode": ["TaskFailedToStart"]}
    [told] = ended["containers"]["exitCode"]
    exits = {each.value for each in Exit} | {task.UNEXPECTED}
    assert set(told["anything-but"]) == exits - {task.UNTOLD}
    [target] = rule["Targets"]
    assert target["Arn"] == {"Fn::GetAtt": ["DeadLetters", "Arn"]}


def test_the_handler_is_the_one_that_is_there() -> None:
    from reelhouse.aws.handler import handle

    [function] = resources("AWS::Lambda::Function").values()
    [command] = function["Properties"]["ImageConfig"]["Command"]
    assert command == f"{handle.__module__}.{handle.__name__}"


def test_what_the_schedule_sends_is_understood() -> None:
    [schedule] = resources("AWS::Scheduler::Schedule").values()
    sent = schedule["Properties"]["Target"]["Input"]
    sent = sent.replace("<aws.scheduler.scheduled-time>", "2026-11-06T04:00:00Z")
    [look] = events.read(json.loads(sent))
    assert isinstance(look, events.Look)


def test_alarms_watch_figures_that_are_told() -> None:
    watched = set()
    for name, alarm in resources("AWS::CloudWatch::Alarm").items():
        has = alarm["Properties"]
        assert has["AlarmActions"], name
        if has["Namespace"] == NAMESPACE:
            watched.add(has["MetricName"])
            assert [each["Name"] for each in has["Dimensions"]] == [DIMENSION], name
    assert watched <= UNITS.keys()
    assert watched >= {"LoadsFailed", "DeliveriesLate", "RejectPercent"}


def test_the_run_book_has_a_chapter_for_each_alarm_to_which_the_alarm_leads() -> None:
    chapters = re.findall(r"^## (\w+)$", RUN_BOOK.read_text("utf-8"), re.MULTILINE)
    alarms = resources("AWS::CloudWatch::Alarm")
    assert sorted(alarms) == sorted(chapters)
    for name, alarm in alarms.items():
        told = alarm["Properties"]["AlarmDescription"]
        assert told.endswith(f"docs/how-to/runbook-aws.md#{name.lower()}")
