"""A correction that was published in error is withdrawn: the words before it come back."""
