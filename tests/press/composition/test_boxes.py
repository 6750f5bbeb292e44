"""The box of the bleed, written into a file of Typst's."""

import pytest

from press.composition.boxes import with_bleed


def test_file_of_another_shape_is_refused_whole():
    with pytest.raises(ValueError, match="as Typst writes it"):
        with_bleed(b"%PDF-1.7\n<</Type/Page/MediaBox[0 0 10 10]>>", 3)
