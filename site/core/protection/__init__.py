"""Zones, and what a protected page tells nobody."""
