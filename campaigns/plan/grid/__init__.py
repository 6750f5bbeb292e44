"""The plan of a campaign as one grid: waves, channels and placements, changed together and saved whole or not at all."""
