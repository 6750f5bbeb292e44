"""Every text in every language: its state, and what is done with many at once."""
