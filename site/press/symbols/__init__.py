"""Addresses as QR symbols, alone or in files that are printed."""
