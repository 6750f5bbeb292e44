"""What a campaign wants to know, planned and sealed before it is known, and set beside what was found."""
