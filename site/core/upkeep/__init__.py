"""What the rooms tell whoever runs the site."""
