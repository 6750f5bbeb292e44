"""What is printed of a campaign: ordered, made, stale, recalled."""
