"""What is counted, of which campaign, and by which cause."""
