"""Who is away, and who is asked in their place."""
