"""Makes the display faces of themes, `static/fonts/poster-*.woff2`; `make faces` brings what it needs.

Each is cut from a kept package to the letters of one script, at one weight and width: a reader loads the one of the statement's script.
All are under the SIL Open Font License, without a reserved name.
"""

import io
import sys
from importlib import import_module
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = Path(__file__).parents[1] / "static/fonts"
LATIN = "U+20-7E,U+A0-17F,U+192,U+218-21B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2039,U+203A,U+20AC,U+2122"
ARABIC = "U+20-2F,U+3A-3F,U+AB,U+BB,U+600-6FF,U+2018-201D,U+2026,U+202F"
FACES = {
    "poster-latin": ("fontpkg_archivo", "files/Archivo[wdth,wght].ttf", LATIN, {"wght": 850, "wdth": 74}),
    "poster-cyrillic": (
        "fontpkg_roboto_condensed", "files/RobotoCondensed[wght].ttf", "U+400-45F,U+490-491,U+462-463", {"wght": 850},
    ),
    "poster-arabic": ("fontpkg_cairo", "files/Cairo[slnt,wght].ttf", ARABIC, {"wght": 850, "slnt": 0}),
}  # fmt: skip
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "calt"]


def make(package: str, file: str, letters: str, axes: dict[str, int]) -> bytes:
    """Cut first, saved and read again, and only then set at one point of its axes: the other way leaves tables behind."""
    font = TTFont(Path(import_module(package).__file__).parent / file)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(letters))
    cutter.subset(font)
    cut = io.BytesIO()
    font.save(cut)
    font = instancer.instantiateVariableFont(TTFont(io.BytesIO(cut.getvalue()), recalcTimestamp=False), axes)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, told in FACES.items():
        content = make(*told)
        (FOLDER / f"{name}.woff2").write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")


if __name__ == "__main__":
    main()
