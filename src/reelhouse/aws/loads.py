"""One delivery through the house, within the bounds of a function or a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import reelhouse
from reelhouse.aws import bounds
from reelhouse.errors import TakenError, UsageError
from reelhouse.storage import is_on_s3
from reelhouse.telemetry import traced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reelhouse.aws.bounds import Bounds
    from reelhouse.aws.environment import Environment
    from reelhouse.aws.log import Log
    from reelhouse.lake.account import FileAccount
    from reelhouse.summary import IngestSummary

_SECONDS_TO_TELL = 30
"""What has to be left of a call that waits for another load, to end in order."""
_LONGEST_WAIT_SECONDS = 3600
"""For another load, where the time has no end: a lock that is never let go of has to be told."""


class Loads:
    """Loads deliveries into the house that `environment` and the warehouse's `url` name.

    `bounds_now` is asked for what is left of the function, or of the task.
    """

    def __init__(
        self,
        environment: Environment,
        url: str,
        log: Log,
        bounds_now: Callable[[], Bounds],
    ) -> None:
        self._environment = environment
        self._url = url
        self._log = log
        self._bounds_now = bounds_now

    def load(self, source: str, label: str | None, terms: Mapping[str, Any]) -> dict[str, Any]:
        """Load a delivery on S3; gives what became of it, as JSON has it.

        Raises TooLargeError before anything begins where it would not fit, and whatever
        `House.ingest` raises.
        """
        if not is_on_s3(source):
            raise UsageError(f"{source!r}: what is loaded here is on S3, as s3://bucket/key")
        s3, is_delta = self._environment.settings.s3, terms.get("mode") == "delta"
        size = bounds.size_of(source, s3, is_partial=is_delta)
        self._bounds_now().require(source, size)
        self._log.write("begun", {"source": source, "label": label, "bytes": size})
        try:
            done = self._ingest(source, label, terms)
        except TakenError:
            # The same event may have come twice at once. The other one has won: what it brought
            # is compared now.
            done = self._ingest(source, label, terms)
        return self._told(done)

    def _ingest(self, source: str, label: str | None, terms: Mapping[str, Any]) -> IngestSummary:
        left = self._bounds_now().seconds - _SECONDS_TO_TELL
        wait = min(max(0.0, left), _LONGEST_WAIT_SECONDS)
        given = {"max_reject_rate": self._environment.max_reject_rate, **terms}
        lake = self._environment.settings.lake
        with (
            reelhouse.open(self._url, lake=lake, tell=self._log.tell) as house,
            traced("load", self._log) as progress,
        ):
            return house.ingest(source, drop=label, wait=wait, progress=progress, **given)

    def _told(self, done: IngestSummary) -> dict[str, Any]:
        is_new = not done.already_in_lake or done.publication.method != "none"
        outcome = {
            "outcome": "loaded" if is_new else "known",
            "label": done.label,
            "source": done.source,
            "warehouse": done.publication.method,
        }
        figures: dict[str, float] = {"LoadsDone": 1, "LoadSeconds": round(done.seconds, 3)}
        if is_new:
            figures |= {
                "RowsRead": sum(each.read for each in done.files),
                "RowsRejected": sum(each.rejected for each in done.files),
                "RejectPercent": reject_percent(done.files),
            }
        files = {each.file: {"read": each.read, "rejected": each.rejected} for each in done.files}
        self._log.measure("loaded", figures, {**outcome, "files": files})
        return {**outcome, "files": files, "seconds": round(done.seconds, 3)}


def reject_percent(files: tuple[FileAccount, ...]) -> float:
    """How much of the most damaged file was rejected: of all rows, nearly all are ratings."""
    rates = [100 * each.rejected / each.read for each in files if each.read]
    return round(max(rates, default=0.0), 4)
