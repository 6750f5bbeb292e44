"""The results for the team's own tools: read alone, in JSON, with a key that bears the rights of whoever made it."""
