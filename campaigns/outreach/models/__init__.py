"""The pages that are written for people in prostitution."""
