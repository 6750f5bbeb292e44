"""The tabs of a campaign's results, each with its view and its address."""
