"""The results of a campaign as files: a sheet for each question, and one that says what every number means."""
