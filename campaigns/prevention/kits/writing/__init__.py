"""From a kit as it is live in its language to the documents that are printed, edited and shown."""

from campaigns.prevention.kits.writing.parts import Written, write

__all__ = ["Written", "write"]
