"""An S3 server of the tests' own (moto, in this process), and one that stands before it: it can wait, lose objects, and speak TLS."""

import http.client
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import boto3
from moto.server import ThreadedMotoServer

REGION, KEY, SECRET = "eu-west-3", "key", "secret"


@dataclass(frozen=True)
class Bucket:
    """`server` is moto's own address; the site may be given another one, which stands before it."""

    server: str
    name: str

    @property
    def client(self):
        return boto3.client(
            "s3", endpoint_url=self.server, region_name=REGION, aws_access_key_id=KEY, aws_secret_access_key=SECRET
        )

    def create(self) -> "Bucket":
        self.client.create_bucket(Bucket=self.name, CreateBucketConfiguration={"LocationConstraint": REGION})
        return self

    def url(self, through: str = "") -> str:
        parts = urlsplit(through or self.server)
        secure = "on" if parts.scheme == "https" else "off"
        return f"s3://{KEY}:{SECRET}@{parts.netloc}/{self.name}?region={REGION}&secure={secure}"

    def put(self, files: dict[str, bytes]) -> None:
        for name, content in files.items():
            self.client.put_object(Bucket=self.name, Key=name, Body=content)

    def files(self) -> dict[str, bytes]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return {key: self.client.get_object(Bucket=self.name, Key=key)["Body"].read() for key in keys}


@contextmanager
def moto() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    try:
        yield "http://{}:{}".format(*server.get_host_and_port())
    finally:
        server.stop()


def new_bucket(server: str) -> Bucket:
    return Bucket(server, f"bucket-{time.monotonic_ns()}")


class Before(ThreadingHTTPServer):
    """Passes each request on to the server behind it, once `asked` has been called with its method and its key."""

    daemon_threads = True

    def __init__(self, behind: str, asked: Callable[[str, str], None], context: ssl.SSLContext | None = None):
        super().__init__(("127.0.0.1", 0), _Passing)
        self.behind, self.asked = urlsplit(behind).netloc, asked
        self.scheme = "https" if context else "http"
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        pass  # of one that was killed, or knows no certificate


@contextmanager
def before(behind: str, asked: Callable[[str, str], None] = lambda method, key: None, context=None) -> Iterator[Before]:
    server = Before(behind, asked, context)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def pass_on(self):
        body = self._body()
        self.server.asked(self.command, unquote(urlsplit(self.path).path).split("/", 2)[-1])
        there = http.client.HTTPConnection(self.server.behind)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "expect"}
        there.request(self.command, self.path, body, headers)
        with there.getresponse() as answer:
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            length = answer.getheader("Content-Length", "0") if self.command == "HEAD" else str(len(content))
            self.send_header("Content-Length", length)
            self.end_headers()
            self.wfile.write(content)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def log_message(self, *arguments):
        pass


for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
    setattr(_Passing, f"do_{method}", _Passing.pass_on)


def authority(folder: Path, name: str) -> Path:
    """The certificate of a new authority, which vouches for 127.0.0.1 in the files `{name}-server.pem` and `.key`."""
    root, key, asked, server = (folder / f"{name}{end}" for end in (".pem", ".key", ".csr", "-server.pem"))
    extensions = folder / f"{name}.ext"
    extensions.write_text("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
    new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    _openssl("req", "-x509", *new, "-days", "2", "-subj", f"/CN={name}", "-keyout", key, "-out", root)
    _openssl("req", *new, "-subj", "/CN=s3", "-keyout", server.with_suffix(".key"), "-out", asked)
    signing = ["-CA", root, "-CAkey", key, "-CAcreateserial", "-days", "2", "-extfile", extensions]
    _openssl("x509", "-req", "-in", asked, *signing, "-out", server)
    return root


def server_context(folder: Path, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}-server.pem", folder / f"{name}-server.key")
    return context


def _openssl(*arguments) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
