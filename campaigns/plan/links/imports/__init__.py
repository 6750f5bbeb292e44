"""Links of a campaign from a CSV file."""
