"""The pictures of a kit, as they are printed: JPEG or PNG, wide enough for a sheet."""

from press.documents.tree import Picture

WIDTH = 1600  # pixels: 24 cm at 170 to the inch


def picture(image, caption: str) -> Picture:
    """Of an image in a block, with the words that stand for it there."""
    wanted = "png" if image.file.name.lower().endswith((".png", ".gif", ".webp", ".avif")) else "jpeg"
    rendition = image.get_rendition(f"max-{WIDTH}x{WIDTH}|format-{wanted}")
    with rendition.file.open("rb") as file:
        data = file.read()
    alt = getattr(image, "contextual_alt_text", None) or image.default_alt_text
    credit = f"© {image.credit}" if image.credit else ""
    return Picture(data, f"image/{wanted}", alt, " ".join(part for part in (caption, credit) if part))
