"""Pages that are live, asked whether everybody can use them."""
