"""A code as SVG, drawn by a browser and read by a reader."""

from io import BytesIO

import zxingcpp
from PIL import Image

from press.symbols import qr
from tests.press.contents import TARGET


def test_code_as_svg_is_read_off_the_screen(browser):
    page = browser.new_page(viewport={"width": 1400, "height": 1500})
    page.set_content(qr.svg(TARGET).decode())
    shown = page.locator("svg").screenshot()
    page.close()

    with Image.open(BytesIO(shown)) as image:
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [TARGET.url]
