"""Something taken down everywhere, and put back."""
