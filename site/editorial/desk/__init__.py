"""The desk of those who decide: one text after the other, with what changed in it, its facts, and what it holds up."""
