"""The file of a film: its stills are handed to a process of its own, so that no fault of an encoder takes a worker with it."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from press.content import PressError
from press.films.stills import Still
from press.films.storyboards import FPS

PACKAGE, EXTRA = "av", "films"
INSTALL = "uv sync --locked --no-dev --extra films"
SECONDS = 150  # less than after which a worker is held to be dead (made.work.STUCK)
SITE = Path(__file__).resolve().parents[2]


def missing() -> str:
    """What is missing to make films, and how it is installed; empty where nothing is."""
    if find_spec(PACKAGE):
        return ""
    return _(
        "Films cannot be made here: the Python package “%(package)s” is missing. Have it installed: %(command)s"
    ) % {
        "package": PACKAGE,
        "command": INSTALL,
    }


def require() -> None:
    """PressError where something is missing."""
    if said := missing():
        raise PressError(said)


def encoded(stills: list[Still], width: int, height: int, seconds: int, sound: bytes = b"") -> bytes:
    """An MP4 that plays while it loads: H.264, with sound where there is a track. PressError where it cannot be made."""
    require()
    with TemporaryDirectory(prefix="film-") as name:
        folder = Path(name)
        _lay_out(folder, stills, width, height, seconds, sound)
        _run(folder, has_sound=bool(sound))
        return (folder / "film.mp4").read_bytes()


def _lay_out(folder: Path, stills: list[Still], width: int, height: int, seconds: int, sound: bytes) -> None:
    named: dict[bytes, str] = {}
    rows = []
    for still in stills:
        png = still.png()
        if png not in named:
            named[png] = f"{len(named):03}.png"
            (folder / named[png]).write_bytes(png)
        rows.append((named[png], round(still.at * FPS), round(still.fade * FPS)))
    reel = {"width": width, "height": height, "fps": FPS, "frames": seconds * FPS, "stills": rows}
    if sound:
        (folder / "sound").write_bytes(sound)
        reel["sound"] = "sound"
    (folder / "reel.json").write_text(json.dumps(reel))


def _run(folder: Path, has_sound: bool) -> None:
    command = [sys.executable, "-m", "press.films.encoder", str(folder)]
    try:
        done = subprocess.run(command, cwd=SITE, capture_output=True, timeout=SECONDS, check=False, text=True)
    except subprocess.TimeoutExpired:
        raise PressError(
            _(
                "The film took longer than %(seconds)d seconds to encode, and was given up: try again when the machine is less busy."
            )
            % {"seconds": SECONDS}
        ) from None
    if done.returncode == 0:
        return
    if has_sound and "InvalidDataError" in done.stderr:
        raise PressError(_("The sound track cannot be read: save it as MP3, M4A, OGG or WAV."))
    raise RuntimeError(f"encoder: {done.returncode}, {done.stderr[-600:]}")
