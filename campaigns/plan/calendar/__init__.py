"""The launch calendar, in the admin and as a feed."""
