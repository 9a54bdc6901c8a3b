"""What the template makes in moto's server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.aws.cloud import ACCOUNT, REGION
from tests.aws.template import PATH, resources, template

from reelhouse.aws import events
from reelhouse.aws.environment import Environment
from reelhouse.aws.login import warehouse_url

if TYPE_CHECKING:
    from tests.aws.cloud import Cloud

PARAMETERS = {
    "ImageUri": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/reelhouse:0.1.0",
    "Warehouse": "postgresql://films.example.com/films?sslmode=verify-full",
    "WarehouseSecretArn": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:login-a1b2c3",
    "AlarmEmail": "films@example.com",
}
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
