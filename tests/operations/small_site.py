"""A site of one page that `serve` serves in production's way: a copy of the migrated database of the tests."""

import http.client
from contextlib import closing
from pathlib import Path

from tests.live import ROOT, LiveSite, free_port

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"


class SmallSite(LiveSite):
    """`manage.py` in an environment of its own; the log is in `serve.log`."""

    def variables(self) -> dict[str, str]:
        return super().variables() | {
            "DJANGO_SETTINGS_MODULE": "tests.operations.rig_settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "SECRET_KEY": "a key of the small site " * 4,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "HTTPS": "off",
            "NODE_NAME": "small",
            **self.environment,
        }

    @property
    def log(self) -> str:
        return (self.var / "serve.log").read_text()

    def journal_lines(self) -> int:
        """What was appended by all web processes, those that have ended, too."""
        return sum(
            path.read_bytes().partition(b"\0")[0].count(b"\n")
            for path in (self.var / "reach" / "journal" / "small").glob("*.log")
        )


def make(var: Path, **environment: str) -> SmallSite:
    var.mkdir(parents=True, exist_ok=True)
    (var / "static").mkdir()
    site = SmallSite(var, environment, free_port())
    site.migrate()
    return site


def get(
    site: SmallSite, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as asked:
        said = {"User-Agent": PHONE, "Sec-Fetch-Site": "none"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, path, body=body, headers=said)
        answer = asked.getresponse()
        return answer.status, answer.read()
