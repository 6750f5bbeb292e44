"""Figures of others from their files: read, matched to columns, previewed, applied as a whole, and undone as a whole."""
