"""Files from outside, whoever sends them: bounded, read, refused line by line, previewed, applied whole or not at all, undone."""
