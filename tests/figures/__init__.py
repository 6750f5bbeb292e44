"""The table of docs/benchmarks.md: `python -m tests.figures`. Figures of one run on one machine, to compare, never a test."""
