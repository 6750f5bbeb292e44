"""One search over all that the team keeps: rooms say what they find, each thing with the place where it is opened."""
