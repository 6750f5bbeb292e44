"""The campaign as one object, and its place in the admin."""
