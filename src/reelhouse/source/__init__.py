"""Where deliveries come from: folders and zips, here or on S3, seen as sets of named files."""

from reelhouse.source.delivery import (
    FILE_NAMES,
    Delivery,
    SourceFile,
    deliveries_in,
    open_delivery,
    suggested_label,
)

__all__ = [
    "FILE_NAMES",
    "Delivery",
    "SourceFile",
    "deliveries_in",
    "open_delivery",
    "suggested_label",
]
