"""All campaigns and their waves side by side: what was counted of each, and what it cost."""
