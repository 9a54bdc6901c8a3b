"""A LookML project as an independent parser reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from typing import TYPE_CHECKING, Any

import lkml
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REFERENCE = re.compile(r"\$\{([\w.]+)\}")
TABLE = re.compile(r"\$\{TABLE\}\.\"(\w+)\"")
KINDS = ("dimension", "measure", "parameter")


@dataclass(frozen=True)
class Field:
    """A field of a view; a dimension group has one for each timeframe, which `timeframe` names."""

    kind: str
    name: str
    told: dict[str, Any]
    timeframe: str = ""

    @property
    def type(self) -> str:
        return str(self.told.get("type", "string"))

    @property
    def sql(self) -> str:
        return str(self.told.get("sql", ""))

    @property
    def columns(self) -> list[str]:
        return TABLE.findall(self.sql)


@dataclass(frozen=True)
class View:
    name: str
    told: dict[str, Any]

    @cached_property
    def fields(self) -> dict[str, Field]:
        found: dict[str, Field] = {}
        for field in self._fields():
            assert field.name not in found, f"{self.name}.{field.name} is there twice"
            found[field.name] = field
        return found

    @property
    def primary_key(self) -> str:
        [name] = [each.name for each in self.fields.values() if "primary_key" in each.told]
        return name

    @property
    def sets(self) -> dict[str, list[str]]:
        return {each["name"]: each["fields"] for each in self.told.get("sets", [])}

    def of_kind(self, kind: str) -> list[str]:
        return [each.name for each in self.fields.values() if each.kind == kind]

    def _fields(self) -> Iterator[Field]:
        for kind in KINDS:
            for told in self.told.get(f"{kind}s", []):
                yield Field(kind, told["name"], told)
        for told in self.told.get("dimension_groups", []):
            for frame in told["timeframes"]:
                yield Field("dimension", f"{told['name']}_{frame}", told, frame)


@dataclass(frozen=True)
class Join:
    """A view that is joined to others of an explore, under the name `alias`."""

    alias: str
    view: str
    told: dict[str, Any]

    @property
    def relationship(self) -> str:
        return str(self.told["relationship"])

    @property
    def condition(self) -> str:
        return str(self.told.get("sql_on", ""))

    @property
    def others(self) -> set[str]:
        """The names that its condition refers to besides its own."""
        named = {each.partition(".")[0] for each in REFERENCE.findall(self.condition)}
        return named - {self.alias}


@dataclass(frozen=True)
class Explore:
    name: str
    told: dict[str, Any]

    @property
    def joins(self) -> dict[str, Join]:
        return {
            each["name"]: Join(each["name"], each.get("from", each["name"]), each)
            for each in self.told.get("joins", [])
        }

    @property
    def views(self) -> dict[str, str]:
        """The view behind each name, that of the explore itself first."""
        joined = {alias: each.view for alias, each in self.joins.items()}
        return {self.name: self.told.get("from", self.name), **joined}


@dataclass(frozen=True)
class Model:
    name: str
    told: dict[str, Any]
    files: Mapping[str, str]

    @property
    def included(self) -> list[str]:
        patterns = [each.removeprefix("/") for each in self.told["includes"]]
        assert all(any(fnmatch(name, each) for name in self.files) for each in patterns)
        return [name for name in self.files if any(fnmatch(name, each) for each in patterns)]

    @cached_property
    def views(self) -> dict[str, View]:
        texts = [self.files[name] for name in self.included if name.endswith(".view.lkml")]
        found = [View(told["name"], told) for text in texts for told in lkml.load(text)["views"]]
        return {each.name: each for each in found}

    @cached_property
    def explores(self) -> dict[str, Explore]:
        return {told["name"]: Explore(told["name"], told) for told in self.told["explores"]}

    @cached_property
    def dashboards(self) -> dict[str, dict[str, Any]]:
        texts = [self.files[name] for name in self.included if name.endswith(".dashboard.lookml")]
        found = [told for text in texts for told in yaml.safe_load(text)]
        return {each["dashboard"]: each for each in found}

    def field(self, explore: str, name: str) -> Field:
        """A field that is named as `view.field` in an explore; KeyError where there is none."""
        alias, _, field = name.partition(".")
        return self.views[self.explores[explore].views[alias]].fields[field]


def models(files: Mapping[str, str]) -> dict[str, Model]:
    names = [name for name in files if name.endswith(".model.lkml")]
    return {
        name.partition("/")[2].removesuffix(".model.lkml"): Model(
            name, lkml.load(files[name]), files
        )
        for name in names
    }


def filters(told: dict[str, Any]) -> dict[str, str]:
    """The filter expressions of a block, by field."""
    pairs: dict[str, str] = {}
    for each in told.get("filters__all", []):
        for pair in each:
            pairs |= pair
    return pairs
