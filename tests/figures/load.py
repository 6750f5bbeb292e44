"""Asks a server as fast as it answers, over eight connections that stay open; wrk does it, which takes least of the machine."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field

CONNECTIONS = 8
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
WRONG = re.compile(r"(Non-2xx or 3xx responses: \d+|Socket errors: .*)")
# As a browser asks that goes on from another page of the site.
HEADERS = {
    "Accept-Encoding": "br, gzip",
    "User-Agent": "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Sec-Fetch-Site": "same-origin",
}
# Each beacon comes from an address of its own: what is beyond 120 a minute from one address is refused.
SENT = """
wrk.method = "POST"
wrk.body = "{body}"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function()
  wrk.headers["X-Forwarded-For"] = "10." .. math.random(0, 255) .. "." .. math.random(0, 255) .. "." .. math.random(0, 255)
  return wrk.format()
end
"""


# As followed from advertisements: each click has a name of its own.
CLICKED = """
request = function()
  return wrk.format(nil, wrk.path .. "?gclid=" .. math.random(1, 1000000000))
end
"""


@dataclass
class Question:
    """What is asked: a path, and a form that is sent to it, if any; `script` tells wrk how one request differs from the next."""

    path: str
    body: str = ""
    headers: dict[str, str] = field(default_factory=lambda: dict(HEADERS))
    script: str = ""


def require() -> str:
    """The program; ends with what to do where it is not installed."""
    program = shutil.which("wrk")
    if program is None:
        raise SystemExit("wrk is not installed: it asks the servers (apt-get install wrk, or brew install wrk)")
    return program


def rate(port: int, question: Question, seconds: float) -> float:
    """Answers a second; ends where one is an error."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        command = [require(), "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout", "30s"]
        for name, value in question.headers.items():
            command += ["-H", f"{name}: {value}"]
        if question.body or question.script:
            script.write(question.script or SENT.format(body=question.body))
            script.flush()
            command += ["-s", script.name]
        command.append(f"http://127.0.0.1:{port}{question.path}")
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if wrong := WRONG.search(told):
        raise SystemExit(f"port {port}, {question.path}: {wrong[1]}")
    return float(RATE.search(told)[1])
