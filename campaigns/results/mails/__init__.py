"""The numbers of a day or a week, sent once."""
