"""Uploaded files: their forms, who may have them, where they are shown."""
