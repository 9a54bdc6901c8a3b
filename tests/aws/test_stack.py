"""What the template makes in moto's server."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.aws.cloud import ACCOUNT, REGION
from tests.aws.template import PATH, resources, template

from reelhouse.aws import events
from reelhouse.aws.environment import Environment
from reelhouse.aws.fargate import CONTAINER
from reelhouse.aws.login import warehouse_url

if TYPE_CHECKING:
    from tests.aws.cloud import Cloud

PARAMETERS = {
    "ImageUri": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/reelhouse:0.1.0",
    "Warehouse": "postgresql://films.example.com/films?sslmode=verify-full",
    "WarehouseSecretArn": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:login-a1b2c3",
    "AlarmEmail": "films@example.com",
}
TASK_SUBNETS = {"TaskSubnetIds": "subnet-1,subnet-2", "TaskSecurityGroupIds": "sg-1"}
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
NOT_STARTED = "TaskFailedToStart"
WITHOUT_ID = {"AWS::Lambda::Permission"}


@pytest.fixture(scope="module")
def stack(cloud: Cloud) -> dict[str, str]:
    """The ids of what was made, by their names in the template; there is a task as well."""
    return made(cloud, "films", {**PARAMETERS, **TASK_SUBNETS})


def made(cloud: Cloud, name: str, parameters: dict[str, str]) -> dict[str, str]:
    client = cloud.client("cloudformation")
    client.create_stack(
        StackName=name,
        TemplateBody=PATH.read_text("utf-8"),
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    [found] = client.describe_stacks(StackName=name)["Stacks"]
    assert found["StackStatus"] == "CREATE_COMPLETE"
    made = client.describe_stack_resources(StackName=name)["StackResources"]
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


def makeable(*conditions: str | None) -> set[str]:
    """What moto can make where these conditions hold."""
    return {
        name
        for name, each in template()["Resources"].items()
        if each["Type"] not in {*NOT_MADE, *WITHOUT_ID} and each.get("Condition") in conditions
    }


def test_all_is_made_that_moto_can_make(stack: dict[str, str]) -> None:
    assert stack.keys() == makeable(None, "HasTask")


def test_without_subnets_there_is_no_task_and_the_function_knows_of_none(cloud: Cloud) -> None:
    small = made(cloud, "small", PARAMETERS)
    assert small.keys() == makeable(None)
    assert environment(cloud, small).task is None


def test_the_function_knows_the_task_that_was_made(cloud: Cloud, stack: dict[str, str]) -> None:
    task = environment(cloud, stack).task
    assert task is not None
    assert task.cluster.endswith(f":cluster/{stack['Cluster']}")
    assert task.definition == stack["TaskDefinition"]
    assert (task.subnets, task.security_groups) == (("subnet-1", "subnet-2"), ("sg-1",))
    assert not task.has_public_address
    found = asked(cloud, "ecs", "describe_task_definition", taskDefinition=task.definition)
    [container] = found["taskDefinition"]["containerDefinitions"]
    assert (container["name"], container["image"]) == (CONTAINER, PARAMETERS["ImageUri"])
    given = {each["name"]: str(each["value"]) for each in container["environment"]}
    assert Environment.of(given) == replace(environment(cloud, stack), task=None)


def test_the_function_may_start_that_task_alone_and_the_image_is_the_one_that_may_be_fetched(
    cloud: Cloud, stack: dict[str, str]
) -> None:
    start, give = policy(cloud, stack["FunctionRole"], "hand-over")
    assert start["Resource"] == stack["TaskDefinition"]
    roles = {each.rpartition("/")[2] for each in give["Resource"]}
    assert roles == {stack["TaskRole"], stack["TaskStartRole"]}
    assert policy(cloud, stack["TaskRole"], "load") == policy(cloud, stack["FunctionRole"], "load")
    _, pull = policy(cloud, stack["TaskStartRole"], "pull")
    assert pull["Resource"] == f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/reelhouse*"
    for role, names in (("TaskRole", ["load"]), ("TaskStartRole", ["log", "pull"])):
        found = asked(cloud, "iam", "list_role_policies", RoleName=stack[role])
        assert sorted(found["PolicyNames"]) == names


def test_a_task_that_could_not_start_is_told_to_the_queue_with_what_it_was_to_do(
    cloud: Cloud, stack: dict[str, str]
) -> None:
    """By EventBridge of moto, which does not look into lists, as that of containers."""
    cluster = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{stack['Cluster']}"
    order = {"ingest": "s3://films/2026-11.zip"}
    command = {"containerOverrides": [{"name": CONTAINER, "command": [json.dumps(order)]}]}
    for status, code in (("RUNNING", ""), ("STOPPED", "UserInitiated"), ("STOPPED", NOT_STARTED)):
        detail = {
            "clusterArn": cluster,
            "lastStatus": status,
            "stopCode": code,
            "overrides": command,
        }
        entry = {
            "Source": "aws.ecs",
            "DetailType": "ECS Task State Change",
            "Detail": json.dumps(detail),
        }
        asked(cloud, "events", "put_events", Entries=[entry])
    [told] = map(json.loads, cloud.messages(stack["DeadLetters"]))
    assert told["detail"]["stopCode"] == NOT_STARTED
    assert events.unwrapped(told) == order


def test_the_function_is_made_as_it_is_described(cloud: Cloud, stack: dict[str, str]) -> None:
    found = asked(cloud, "lambda", "get_function", FunctionName=stack["Function"])
    has = found["Configuration"]
    assert found["Code"]["ImageUri"] == PARAMETERS["ImageUri"]
    assert (has["Timeout"], has["MemorySize"]) == (900, 3538)
    assert has["Role"].endswith(f":role/{stack['FunctionRole']}")
    known = environment(cloud, stack)
    assert str(known.inbox) == f"s3://{stack['Bucket']}/deliveries/"
    assert known.settings.lake == f"s3://{stack['Bucket']}/lake"
    assert (known.dead_letters, known.notices) == (stack["DeadLetters"], stack["Notices"])
    login = json.dumps({"username": "loader", "password": "a/b@c"})
    assert warehouse_url(known.settings.warehouse, login) == (
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


def policy(cloud: Cloud, role: str, name: str) -> list[dict[str, Any]]:
    """The statements of a policy of a role."""
    found = asked(cloud, "iam", "get_role_policy", RoleName=role, PolicyName=name)
    return list(found["PolicyDocument"]["Statement"])


def environment(cloud: Cloud, stack: dict[str, str]) -> Environment:
    """What the function that was made is told."""
    found = asked(cloud, "lambda", "get_function", FunctionName=stack["Function"])
    variables = found["Configuration"]["Environment"]["Variables"]
    return Environment.of({name: str(value) for name, value in variables.items()})


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
    by_sid = {each["Sid"]: each for each in policy(cloud, stack["FunctionRole"], "load")}
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
