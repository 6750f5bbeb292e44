"""Pocket cards, notices and text messages: helplines in two languages."""
