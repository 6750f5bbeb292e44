"""Stored files, sent as they are asked for."""
