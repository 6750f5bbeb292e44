"""Typographic films of a campaign: a storyboard, its stills, the file, and its captions."""
