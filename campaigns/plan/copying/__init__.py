"""A new campaign from a past one: everything is proposed again, and nothing that was approved is approved in it."""
