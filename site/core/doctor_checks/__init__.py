"""What every site needs, whatever its rooms."""
