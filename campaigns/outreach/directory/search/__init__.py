"""Finding help: what is asked, what answers it, and how the page shows it."""
