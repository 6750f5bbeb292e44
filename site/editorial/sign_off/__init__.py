"""Two approvals of the same words by two people who did not write them."""
