"""Languages, and how each writes: dates, numbers, spaces; catalogues; words that are what they look like; search."""
