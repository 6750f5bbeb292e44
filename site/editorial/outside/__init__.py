"""Links to other sites: asked in the background without being led inside, and remembered as they were found."""
