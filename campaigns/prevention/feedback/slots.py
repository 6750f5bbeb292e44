"""What this room shows under a kit: the way to a questionnaire for one's own group."""
