"""What organisations say of their own entries, by a link of their own."""
