"""Somebody leaves: what they hold is handed to another person, on one screen and in one act."""
