"""From words to a page that is set: fonts that show them, letters that fit, colours of the voice, the box of the trimmed page."""
