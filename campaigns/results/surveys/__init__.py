"""Surveys of others: totals of answers from a file, with what they leave open; small cells are withheld wherever they are told."""
