"""What partners take from a campaign to relay it: files, posts, links; and how they learn what to take down."""
