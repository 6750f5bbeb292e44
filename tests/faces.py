"""Makes the display faces of themes, `static/fonts/poster-*.woff2` and what `themes.letters` cuts; `make faces` brings what it needs.

Each is cut from a kept package to the letters of one script, at one weight and width: a reader loads the one of the statement's script.
All are under the SIL Open Font License, without a reserved name.
"""

import io
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from tests.live import ROOT
from themes.letters import KEPT, is_kept

FOLDER = ROOT / "static/fonts"
LATIN = "U+20-7E,U+A0-17F,U+192,U+218-21B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2039,U+203A,U+20AC,U+2122"
ARABIC = "U+20-2F,U+3A-3F,U+AB,U+BB,U+600-6FF,U+2018-201D,U+2026,U+202F"
FACES = {
    "poster-latin": ("fontpkg_archivo", "files/Archivo[wdth,wght].ttf", LATIN, {"wght": 850, "wdth": 74}),
    "poster-cyrillic": (
        "fontpkg_roboto_condensed", "files/RobotoCondensed[wght].ttf", "U+400-45F,U+490-491,U+462-463", {"wght": 850},
    ),
    "poster-arabic": ("fontpkg_cairo", "files/Cairo[slnt,wght].ttf", ARABIC, {"wght": 850, "slnt": 0}),
}  # fmt: skip
CHINESE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", {"wght": 900}
SIMPLIFIED = 2  # of the faces of that file
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "calt"]


def make(
    package: str,
    file: str,
    letters: Iterable[int],
    axes: dict[str, int],
    features: Sequence[str] = FEATURES,
    dropped: Sequence[str] = (),
) -> bytes:
    """Cut first, saved and read again, and only then set at one point of its axes: the other way leaves tables behind."""
    path = Path(import_module(package).__file__).parent / file
    font = TTFont(path, fontNumber=SIMPLIFIED if path.suffix == ".ttc" else -1)
    options = subset.Options(
        layout_features=list(features), hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14]
    )
    options.drop_tables += dropped
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
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
        package, file, letters, axes = told
        put(FOLDER / f"{name}.woff2", make(package, file, subset.parse_unicodes(letters), axes))
    package, file, axes = CHINESE
    kept = [one for one in range(0x10000) if is_kept(chr(one))]
    put(KEPT, make(package, file, kept, axes, features=(), dropped=["BASE", "VORG", "vhea", "vmtx", "VVAR"]))


def put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sys.stdout.write(f"{path.name}: {len(content)} bytes\n")


if __name__ == "__main__":
    main()
