"""The card that stands for a page where its address is shared, made with the page and gone with it."""
