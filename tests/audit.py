"""`make audit`: the packages that the site is installed with, as a list for machines, and what is known against them.

Ends with 0 where nothing is known, 1 where something is, 2 where nothing could be asked: an audit that did not take place is
never taken for one that found nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SBOM = Path("var") / "sbom.json"
NOTHING_KNOWN, SOMETHING_KNOWN, NOT_ASKED = 0, 1, 2
UNREACHABLE = "The service of known vulnerabilities cannot be reached: nothing was checked."


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run([*command], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)


def tool(name: str) -> str:
    """A command of the environment that this runs in."""
    return str(Path(sys.executable).parent / name)


def export(to: Path) -> None:
    """The packages of the lock file, those of development left out, with their digests."""
    made = run(
        os.environ.get("UV", "uv"), "export", "--locked", "--no-dev", "--no-emit-project", "--quiet", "-o", str(to)
    )
    if made.returncode:
        raise SystemExit(made.stderr)


def write_sbom(requirements: Path, to: Path) -> int:
    """CycloneDX 1.6 in JSON, validated against its schema; returns how many packages it lists."""
    to.parent.mkdir(parents=True, exist_ok=True)
    options = ["--pyproject", "pyproject.toml", "--sv", "1.6", "--of", "JSON", "--validate", "--output-reproducible"]
    made = run(tool("cyclonedx-py"), "requirements", *options, "-o", str(to), str(requirements))
    if made.returncode:
        raise SystemExit(made.stderr)
    return len(json.loads(to.read_text())["components"])


def known(requirements: Path) -> list[dict] | None:
    """What is known against each package, as [{name, version, vulns}]; None where nobody answers."""
    asked = run(tool("pip-audit"), "-r", str(requirements), "--disable-pip", "--require-hashes", "-f", "json", "--progress-spinner", "off", "--timeout", "10")  # fmt: skip
    try:
        packages = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):
        if (
            "Connection" in asked.stderr
            or "Max retries" in asked.stderr
            or "timed out" in asked.stderr
            or "HTTPError" in asked.stderr
        ):
            return None
        raise SystemExit(asked.stderr[-2000:]) from None
    return [package for package in packages if package.get("vulns")]


def main(sbom: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        export(requirements)
        print(f"{write_sbom(requirements, sbom)} packages are listed in {sbom} (CycloneDX 1.6).")
        found = known(requirements)
    if found is None:
        print(UNREACHABLE)
        return NOT_ASKED
    for package in found:
        for one in package["vulns"]:
            fixed = ", ".join(one.get("fix_versions", [])) or "no version yet"
            print(f"{package['name']} {package['version']}: {one['id']}, mended in {fixed}")
    print(f"{len(found)} packages with known vulnerabilities." if found else "No vulnerability is known.")
    return SOMETHING_KNOWN if found else NOTHING_KNOWN


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SBOM))
