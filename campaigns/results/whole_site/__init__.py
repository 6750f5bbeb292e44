"""The results of the whole site: all that is counted, also on pages that belong to no campaign."""
