"""The template of CloudFormation: it is valid, allows no more than is needed, fits the handler, and
makes in moto's server what it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.aws.cloud import ACCOUNT, REGION
from tests.aws.template import PATH, listed, resources, statements, template

from reelhouse.aws import environment, events
from reelhouse.aws.bounds import LEAST_MEMORY_MB
from reelhouse.aws.environment import Environment
from reelhouse.aws.log import DIMENSION, NAMESPACE, UNITS
from reelhouse.aws.login import warehouse_url
from reelhouse.settings import LAKE_VARIABLE, WAREHOUSE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.aws.cloud import Cloud

RUN_BOOK = PATH.parent.parent.parent / "docs" / "how-to" / "runbook-aws.md"
PARAMETERS = {
    "ImageUri": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/reelhouse:0.1.0",
    "Warehouse": "postgresql://films.example.com/films?sslmode=verify-full",
    "WarehouseSecretArn": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:login-a1b2c3",
    "AlarmEmail": "films@example.com",
}


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
        for statement in statements(each["Properties"]):
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


# --------------------------------------------------------------------- it deploys


NOT_MADE = {
    "AWS::CloudWatch::Alarm",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
}
"""What moto passes over in a template."""
WITHOUT_ID = {"AWS::Lambda::Permission"}


@pytest.fixture(scope="module")
def stack(cloud: Cloud) -> dict[str, str]:
    """The ids of what was made, by their names in the template."""
    client = cloud.client("cloudformation")
    client.create_stack(
        StackName="films",
        TemplateBody=PATH.read_text("utf-8"),
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in PARAMETERS.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    [found] = client.describe_stacks(StackName="films")["Stacks"]
    assert found["StackStatus"] == "CREATE_COMPLETE"
    made = client.describe_stack_resources(StackName="films")["StackResources"]
    client.close()
    return {
        each["LogicalResourceId"]: each["PhysicalResourceId"]
        for each in made
        if "PhysicalResourceId" in each
    }


def asked(cloud: Cloud, service: str, method: str, **parameters: object) -> Any:
    client = cloud.client(service)
    try:
        return getattr(client, method)(**parameters)
    finally:
        client.close()


def test_all_is_made_that_moto_can_make(stack: dict[str, str]) -> None:
    wanted = {
        name
        for name, each in template()["Resources"].items()
        if each["Type"] not in {*NOT_MADE, *WITHOUT_ID} and "Condition" not in each
    }
    assert stack.keys() == wanted


def test_the_function_is_made_as_it_is_described(cloud: Cloud, stack: dict[str, str]) -> None:
    made = asked(cloud, "lambda", "get_function", FunctionName=stack["Function"])
    has = made["Configuration"]
    assert made["Code"]["ImageUri"] == PARAMETERS["ImageUri"]
    assert (has["Timeout"], has["MemorySize"]) == (900, 3538)
    assert has["Role"].endswith(f":role/{stack['FunctionRole']}")
    found = Environment.of({name: str(v) for name, v in has["Environment"]["Variables"].items()})
    assert str(found.inbox) == f"s3://{stack['Bucket']}/deliveries/"
    assert found.settings.lake == f"s3://{stack['Bucket']}/lake"
    assert (found.dead_letters, found.notices) == (stack["DeadLetters"], stack["Notices"])
    login = json.dumps({"username": "loader", "password": "a/b@c"})
    assert warehouse_url(found.settings.warehouse, login) == (
        "postgresql://loader:a%2Fb%40c@films.example.com/films?sslmode=verify-full"
    )


def resolved(value: Any, stack: dict[str, str]) -> Any:
    """Properties with what they refer to put in."""
    if isinstance(value, list):
        return [resolved(each, stack) for each in value]
    if not isinstance(value, dict):
        return value
    if "Ref" in value:
        name = value["Ref"]
        given = template()["Parameters"].get(name, {})
        return stack.get(name) or PARAMETERS.get(name, given.get("Default"))
    if "Fn::GetAtt" in value:
        name, attribute = value["Fn::GetAtt"]
        if attribute == "QueueName":
            return stack[name].rpartition("/")[2]
        [service] = {"Function": ["lambda"], "DeadLetters": ["sqs"], "ScheduleRole": ["iam"]}[name]
        return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{stack[name].rpartition('/')[2]}"
    return {key: resolved(each, stack) for key, each in value.items()}


def test_alarms_and_the_schedule_are_taken_by_their_services(
    cloud: Cloud, stack: dict[str, str]
) -> None:
    """moto passes over them in a template; asked in person it takes them."""
    for name, alarm in resources("AWS::CloudWatch::Alarm").items():
        has = resolved(alarm["Properties"], stack)
        asked(cloud, "cloudwatch", "put_metric_alarm", AlarmName=name, **has)
    made = asked(cloud, "cloudwatch", "describe_alarms")["MetricAlarms"]
    assert {each["AlarmName"] for each in made} == resources("AWS::CloudWatch::Alarm").keys()
    assert all(each["AlarmActions"] == [stack["Notices"]] for each in made)
    [(name, schedule)] = resources("AWS::Scheduler::Schedule").items()
    has = resolved(schedule["Properties"], stack)
    asked(cloud, "scheduler", "create_schedule", Name=name, **has)
    found = asked(cloud, "scheduler", "get_schedule", Name=name)
    assert found["ScheduleExpression"] == "cron(0 4 6 * ? *)"
    assert found["Target"]["DeadLetterConfig"]["Arn"].endswith(
        f":{stack['DeadLetters'].rpartition('/')[2]}"
    )


def test_logs_are_kept_for_as_long_as_is_said(cloud: Cloud, stack: dict[str, str]) -> None:
    [group] = asked(cloud, "logs", "describe_log_groups", logGroupNamePrefix=stack["LogGroup"])[
        "logGroups"
    ]
    assert group["retentionInDays"] == 400


def test_only_the_rule_of_arrivals_may_call_the_function(
    cloud: Cloud, stack: dict[str, str]
) -> None:
    policy = asked(cloud, "lambda", "get_policy", FunctionName=stack["Function"])["Policy"]
    [statement] = json.loads(policy)["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    rule = statement["Condition"]["ArnLike"]["AWS:SourceArn"]
    assert rule.endswith(f":rule/{stack['Arrivals']}")


def test_the_policy_of_the_function_names_what_was_made(
    cloud: Cloud, stack: dict[str, str]
) -> None:
    policy = asked(
        cloud, "iam", "get_role_policy", RoleName=stack["FunctionRole"], PolicyName="load"
    )["PolicyDocument"]
    by_sid = {each["Sid"]: each for each in policy["Statement"]}
    assert by_sid["WriteLake"]["Resource"] == f"arn:aws:s3:::{stack['Bucket']}/lake/*"
    assert by_sid["ReadLogin"]["Resource"] == PARAMETERS["WarehouseSecretArn"]
    assert by_sid["Tell"]["Resource"] == stack["Notices"]


def test_an_object_that_comes_to_deliveries_is_told_and_none_of_the_lake(
    cloud: Cloud, stack: dict[str, str]
) -> None:
    """By S3 and EventBridge of moto and the template's own pattern, to a queue instead."""
    queue = asked(cloud, "sqs", "create_queue", QueueName="instead")["QueueUrl"]
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:instead"
    asked(cloud, "events", "put_targets", Rule=stack["Arrivals"], Targets=[{"Id": "q", "Arn": arn}])
    asked(cloud, "events", "remove_targets", Rule=stack["Arrivals"], Ids=["function"])
    asked(
        cloud,
        "s3",
        "put_bucket_notification_configuration",
        Bucket=stack["Bucket"],
        NotificationConfiguration={"EventBridgeConfiguration": {}},
    )
    for key in ("lake/deliveries/2026-11/1/manifest.json", "deliveries/2026-11 (new).zip"):
        asked(cloud, "s3", "put_object", Bucket=stack["Bucket"], Key=key, Body=b"x")
    [told] = cloud.messages(queue)
    assert events.read(json.loads(told)) == [
        events.Arrival(stack["Bucket"], "deliveries/2026-11 (new).zip")
    ]
