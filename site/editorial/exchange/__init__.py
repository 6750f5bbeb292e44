"""A round trip with agencies: many texts go out as one PO file, and come back to change drafts, all of it or nothing."""

from editorial.exchange.applying import apply, refusal
from editorial.exchange.files import MAX_BYTES, MAX_PROBLEMS, Problem
from editorial.exchange.reading import Reading, read
from editorial.exchange.writing import export

__all__ = ["MAX_BYTES", "MAX_PROBLEMS", "Problem", "Reading", "apply", "export", "read", "refusal"]
