"""Encodes one film, in a process of its own: `python -m press.films.encoder FOLDER`. It knows neither Django nor the database.

The folder holds `reel.json` (`Reel`), the pictures that it names, and, where there is one, the sound track; the film is written into it.
"""

import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

REEL, FILM = "reel.json", "film.mp4"
MEMORY = 2 * 1024**3  # bytes of address space: what it takes is a tenth of it, and a runaway ends here
# Pictures that stand still gain nothing from looking ahead, nor from a second thread; both cost memory.
QUALITY = {
    "preset": "veryfast",
    "crf": "23",
    "rc-lookahead": "2",
    "ref": "1",
    "bframes": "0",
    "threads": "1",
    "g": "75",
}
RATE = 48_000  # Hz of the sound
SOUND_FADES = 0.7  # seconds, at both ends


@dataclass(frozen=True)
class Reel:
    """`stills` are (name of a PNG, first frame, frames of its fade), in their order; `sound` is the name of a file, or nothing."""

    width: int
    height: int
    fps: int
    frames: int
    stills: list[tuple[str, int, int]]
    sound: str = ""


def encode(folder: Path) -> None:
    reel = Reel(**json.loads((folder / REEL).read_text()))
    with av.open(str(folder / FILM), "w", format="mp4", options={"movflags": "+faststart"}) as film:
        video = film.add_stream("libx264", rate=reel.fps, options=QUALITY)
        video.width, video.height, video.pix_fmt = reel.width, reel.height, "yuv420p"
        video.codec_context.time_base = Fraction(1, reel.fps)
        video.codec_context.color_range, video.codec_context.colorspace = 1, 1  # limited, BT.709
        audio = film.add_stream("aac", rate=RATE, layout="stereo") if reel.sound else None
        for number, frame in enumerate(frames(folder, reel)):
            frame.pts, frame.time_base = number, Fraction(1, reel.fps)
            film.mux(video.encode(frame))
        film.mux(video.encode(None))
        if audio:
            _add_sound(film, audio, folder / reel.sound, reel.frames / reel.fps)


def frames(folder: Path, reel: Reel) -> Iterator[av.VideoFrame]:
    """Each frame of the film; one that is as the one before is not drawn again."""
    before: Image.Image | None = None
    ends = [start for _name, start, _fade in reel.stills[1:]] + [reel.frames]
    for (name, start, fade), end in zip(reel.stills, ends, strict=True):
        with Image.open(folder / name) as opened:
            picture = opened.convert("RGB")
        fading = min(fade, end - start) if before else 0
        for step in range(fading):
            yield _frame(Image.blend(before, picture, (step + 1) / (fading + 1)))
        whole = _frame(picture)
        for _again in range(end - start - fading):
            yield whole
        before = picture


def _frame(picture: Image.Image) -> av.VideoFrame:
    return av.VideoFrame.from_image(picture).reformat(format="yuv420p", dst_colorspace="ITU709")


def _add_sound(film, stream, path: Path, seconds: float) -> None:
    """As much of the track as the film is long, faded in and out."""
    graph = av.filter.Graph()
    with av.open(str(path)) as track:
        source = track.streams.audio[0]
        filters = [
            graph.add_abuffer(template=source),
            graph.add("atrim", f"duration={seconds}"),
            graph.add("afade", f"t=in:d={SOUND_FADES}"),
            graph.add("afade", f"t=out:st={max(seconds - SOUND_FADES, 0)}:d={SOUND_FADES}"),
            graph.add("aformat", f"sample_fmts=fltp:sample_rates={RATE}:channel_layouts=stereo"),
            graph.add("abuffersink"),
        ]
        graph.link_nodes(*filters).configure()
        for heard in track.decode(source):
            if heard.time is not None and heard.time > seconds:
                break
            graph.push(heard)
            _drain(graph, film, stream)
        graph.push(None)
        _drain(graph, film, stream)
    film.mux(stream.encode(None))


def _drain(graph, film, stream) -> None:
    while True:
        try:
            heard = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        film.mux(stream.encode(heard))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    encode(Path(sys.argv[1]))
