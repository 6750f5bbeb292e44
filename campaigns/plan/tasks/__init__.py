"""Tasks of a campaign: who does what by when."""
