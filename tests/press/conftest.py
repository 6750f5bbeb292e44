"""Readers of what was made, independent of the makers: zbar, poppler, qpdf."""

import os
import shutil
import subprocess

import pytest


@pytest.fixture
def read_codes(tmp_path):
    """The addresses in the codes of a picture, or of each page of a PDF at 150 dpi, as zbar reads them."""
    for command in ("zbarimg", "pdftoppm"):
        if shutil.which(command) is None:
            if os.environ.get("REQUIRE_ZBAR") == "1":
                pytest.fail(f"{command} is missing, and REQUIRE_ZBAR=1 demands it")
            pytest.skip(f"{command} is not installed: no code is read")

    def read(data: bytes, extension: str) -> list[str]:
        path = tmp_path / f"made.{extension}"
        path.write_bytes(data)
        if extension == "pdf":
            subprocess.run(["pdftoppm", "-r", "150", "-png", path, tmp_path / "page"], check=True)
        pages = sorted(tmp_path.glob("page*.png")) or [path]
        done = subprocess.run(["zbarimg", "-q", "--raw", *pages], capture_output=True, text=True, check=False)
        return done.stdout.split()

    return read


@pytest.fixture
def checked_by_qpdf(tmp_path):
    """What qpdf finds wrong with a file; nothing where it is sound."""
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")

    def check(data: bytes) -> str:
        path = tmp_path / "made.pdf"
        path.write_bytes(data)
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return check
