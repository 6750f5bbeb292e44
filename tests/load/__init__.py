"""What a launch does to the site: many visitors at once, a change and a takedown in the middle."""
