"""Where deliveries come from: a folder or a zip, seen as the same set of named files."""

from reelhouse.source.delivery import FILE_NAMES, Delivery, SourceFile, open_delivery, suggested_label

__all__ = ["FILE_NAMES", "Delivery", "SourceFile", "open_delivery", "suggested_label"]
