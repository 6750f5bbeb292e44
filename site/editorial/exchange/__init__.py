"""A round trip with agencies: many texts go out as one PO file, and come back to change drafts, all of it or nothing."""

from editorial.exchange.applying import apply, refusal
from editorial.exchange.reading import Reading, read
from editorial.exchange.writing import export

__all__ = ["Reading", "apply", "export", "read", "refusal"]
