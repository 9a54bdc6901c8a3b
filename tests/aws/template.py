"""The template as data: what it says, and what CloudFormation makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from cfnlint.decode.cfn_yaml import load

PATH = Path(__file__).parent.parent.parent / "deploy" / "aws" / "template.yaml"


def template() -> dict[str, Any]:
    """All of it, with its short forms written out: `!Ref X` as `{"Ref": "X"}`."""
    return cast("dict[str, Any]", load(str(PATH)))


def resources(*types: str) -> dict[str, dict[str, Any]]:
    """The resources of these types, by name."""
    found = template()["Resources"]
    return {name: each for name, each in found.items() if each["Type"] in types}


def statements(node: object) -> list[dict[str, Any]]:
    """All statements of policies below a node, those under a condition as well."""
    if isinstance(node, list):
        return [found for each in node for found in statements(each)]
    if not isinstance(node, dict):
        return []
    if "Effect" in node:
        return [node]
    return [found for each in node.values() for found in statements(each)]


def listed(value: object) -> list[Any]:
    """What may be one or several, as several."""
    return value if isinstance(value, list) else [value]
