"""Legal parity: a translation has the numbers, amounts, durations and dates of its source, neither more nor less."""

from facts.parity.compare import Problem, problems

__all__ = ["Problem", "problems"]
