"""The list of partners: who is on it, files that add to it, and the mails that invite and remind."""
