"""Posts for social networks: composed, approved, planned, and handed on. Nothing here posts by itself, or asks another host."""
