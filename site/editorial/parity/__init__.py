"""Legal parity: a translation has the numbers, amounts, durations and dates of its source, neither more nor less."""

from editorial.parity.compare import Problem, problems

__all__ = ["Problem", "problems"]
