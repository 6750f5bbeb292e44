"""A mail server of a test's own, which takes mails, refuses them, or says that it is closed."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MailServer(socketserver.ThreadingTCPServer):
    """`taken`: who was written to, in order. It is closed after `closes_after` of them; `refuses`: addresses that it does not know."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[str] = []
        self.refuses: set[str] = set()
        self.closes_after = float("inf")

    @property
    def mailers(self) -> dict:
        """For settings.MAILERS."""
        options = {"host": "127.0.0.1", "port": self.server_address[1], "timeout": 10}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        if len(self.server.taken) >= self.server.closes_after:
            self.say("421 closed")
            return
        self.say("220 here")
        recipient = ""
        for line in self.rfile:
            match line.decode().strip().lower().partition(":"):
                case ("data", *_):
                    self.say("354 go on")
                    while self.rfile.readline().strip() != b".":
                        pass
                    self.server.taken.append(recipient)
                    self.say("250 taken")
                case ("quit", *_):
                    self.say("221 bye")
                    return
                case ("rcpt to", _, said):
                    recipient = said.strip("<> ")
                    self.say("550 unknown" if recipient in self.server.refuses else "250 known")
                case _:
                    self.say("250 well")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
