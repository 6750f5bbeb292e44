"""A text and its translations: sentences, drafts, doubts."""
