"""What the rooms add to the admin."""
