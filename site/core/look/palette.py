"""The colours of a voice or of a theme, by what they mean: pages, sheets and pictures name no others."""

from dataclasses import asdict, dataclass

from core.look import colours


@dataclass(frozen=True)
class Palette:
    """`#rrggbb` each. `ground` carries `ink`; `panel` sets a fact apart; `mark` is what the eye meets first, `accent` what is to be done."""

    ground: str
    panel: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str
    mark: str

    @classmethod
    def of(cls, ground: str, ink: str, accent: str) -> "Palette":
        """What follows from three colours of a theme."""
        muted, line = colours.mix(ink, ground, 0.15), colours.mix(ink, ground, 0.4)
        return cls(
            ground=ground,
            panel=colours.mix(ground, ink, 0.08),
            ink=ink,
            muted=colours.nearest(muted, ground, colours.TEXT) or ink,
            line=colours.nearest(line, ground, colours.CONTROL) or ink,
            accent=accent,
            on_accent=colours.on(accent, ground, ink),
            mark=accent,
        )

    def as_data(self) -> dict[str, str]:
        return asdict(self)
