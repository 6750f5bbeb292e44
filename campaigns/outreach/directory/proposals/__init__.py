"""What shall change in the directory: proposed by one person, decided on by another."""
