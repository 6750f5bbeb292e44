"""What entries say as columns of a file, which is taken in and given out."""
