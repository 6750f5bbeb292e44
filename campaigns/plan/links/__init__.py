"""Links and codes of a campaign: making them one by one, all that are missing, or from a file; giving them out."""
