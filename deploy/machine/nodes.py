"""A node of the site: `manage.py serve` with a folder of its own."""

import os
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path

from deploy.machine.parts import Part

ROOT = Path(__file__).resolve().parents[2]
MANAGE = str(ROOT / "manage.py")


def node(name: str, folder: Path, port: int, environment: dict[str, str], *arguments: str) -> Part:
    var = folder / name
    var.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        MANAGE,
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "1",
        *arguments,
    ]
    return Part(
        name,
        command,
        folder / f"{name}.log",
        lambda: is_ready(port),
        environment=environment | {"VAR_DIR": str(var), "NODE_NAME": name},
        folder=ROOT,
    )


def is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except OSError:  # an HTTPError is one
        return False


def share_static(built: Path, var: Path) -> None:
    """What one node has collected, all have: it is made of the code alone."""
    if not (var / "static").exists():
        var.mkdir(parents=True, exist_ok=True)
        shutil.copytree(built / "static", var / "static", copy_function=os.link)


def inherited() -> dict[str, str]:
    """Of the environment of whoever brings the machine up, only what programs need to run."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "UV_PYTHON_PREFERENCE") if name in os.environ}
