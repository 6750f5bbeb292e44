"""Review by a link, without an account."""
