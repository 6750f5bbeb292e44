"""The voices' colours on paper and in pictures: those of `static/css/voices.css` by day, which a test compares."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Palette:
    """`ground` carries `ink`; `panel` sets a fact apart; `mark` is what the eye meets first, `accent` what is to be done."""

    ground: str
    panel: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str
    mark: str

    def as_data(self) -> dict[str, str]:
        return asdict(self)


PALETTES = {
    "public": Palette("#fcfbf8", "#edf1f6", "#151b23", "#434c58", "#8592a3", "#123a70", "#ffffff", "#123a70"),
    "buyers": Palette("#0d0e11", "#17191e", "#f8f3ea", "#d0c9bb", "#7d808a", "#ffb627", "#0d0e11", "#ffb627"),
    "outreach": Palette("#f8f2e7", "#efe5d3", "#102b2a", "#34504e", "#7f8f8a", "#0a4f4b", "#ffffff", "#0a4f4b"),
    "young": Palette("#ffffff", "#f4effd", "#1c1330", "#4b4360", "#8d84a3", "#47198f", "#ffffff", "#d6453a"),
    "professionals": Palette("#ffffff", "#eff5f0", "#151b23", "#434c58", "#83918a", "#14502c", "#ffffff", "#14502c"),
}


def palette(voice: str) -> Palette:
    """An unknown voice speaks as to the general public, as it does on the site."""
    return PALETTES.get(voice, PALETTES["public"])
