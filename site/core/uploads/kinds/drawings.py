"""SVG drawings, drawn in a process of their own: a few lines of one can ask for hours, and for all memory."""

import subprocess
import sys

SECONDS = 20
MEMORY = 1024**3  # bytes
# Without the system's typefaces, and without a folder to load pictures from.
CHILD = """
import resource, sys
import resvg_py
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
longest, svg = int(sys.argv[1]), sys.stdin.buffer.read().decode()
width, height = (int.from_bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=8)[at : at + 4]) for at in (16, 20))
side = "width" if width >= height else "height"
sys.stdout.buffer.write(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, **{{side: longest}}))
"""


class CannotDrawError(Exception):
    """It is no drawing, or asks for more than a drawing is worth."""


def draw(svg: bytes, longest: int) -> bytes:
    """A PNG, whose longer side has `longest` pixels. Raises CannotDrawError."""
    child = CHILD.format(memory=MEMORY)
    command = [sys.executable, "-I", "-c", child, str(longest)]
    try:
        return subprocess.run(command, input=svg, capture_output=True, check=True, timeout=SECONDS).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise CannotDrawError(str(error)) from error
