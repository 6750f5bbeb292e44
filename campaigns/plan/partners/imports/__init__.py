"""Partners from a CSV file."""
