"""The directory of help in the admin: what is in it, what shall change, and where help is missing."""
