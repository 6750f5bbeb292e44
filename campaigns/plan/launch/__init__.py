"""Ready or not, and launched or closed in every language at once."""
