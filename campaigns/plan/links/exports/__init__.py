"""Links of a campaign as files: a table, and their codes."""
