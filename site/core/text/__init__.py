"""What a text holds beside its words: tokens, links, streams, structure."""
