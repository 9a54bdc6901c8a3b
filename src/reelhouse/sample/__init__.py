"""Deliveries to try Reelhouse with: of realistic shape and any size, with every known defect."""

from __future__ import annotations

from reelhouse.sample.writer import SampleDelivery, SampleFileSummary, SampleSummary, write

__all__ = ["SampleDelivery", "SampleFileSummary", "SampleSummary", "write"]
