"""What was counted, in which period, what it says and what may be told."""
