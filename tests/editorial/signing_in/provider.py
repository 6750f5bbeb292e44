"""An OpenID Connect provider of the tests' own: real HTTP, discovery, codes that are good once, signed tokens."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "campagnes", "a secret of the provider"


@dataclass
class Provider:
    """What it says of whoever comes, and how: a test changes it."""

    url: str = ""
    claims: dict = field(default_factory=lambda: {"sub": "42", "email": "ada@example.org", "email_verified": True})
    userinfo: dict | None = None  # where it differs from what the token says
    identity: dict = field(default_factory=dict)  # over what the token would say
    signed_userinfo: bool = False  # as ProConnect
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    signing_key: rsa.RSAPrivateKey | None = None  # another's, for a forgery
    codes: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)  # each request for authorisation

    def configuration(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}

    def signed(self, said: dict) -> str:
        now = int(time.time())
        whole = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60} | said
        return jwt.encode(whole, self.signing_key or self.key, "RS256", headers={"kid": "one"})

    def authorize(self, query: dict) -> str:
        """Where the browser is sent back to."""
        self.asked.append(query)
        code = f"code{len(self.asked)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict) -> dict | None:
        asked = self.codes.pop(form.get("code"), None)
        verifier = form.get("code_verifier", "").encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        is_right = asked and form.get("client_secret") == SECRET and challenge == asked["code_challenge"]
        if not is_right:
            return None
        identity = self.signed(self.claims | {"nonce": asked["nonce"]} | self.identity)
        return {"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": identity}


def _handler(provider: Provider):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                back = provider.authorize({name: values[0] for name, values in parse_qs(parts.query).items()})
                self.send_response(302)
                self.send_header("Location", back)
                self.end_headers()
            elif parts.path == "/userinfo":
                said = provider.claims if provider.userinfo is None else provider.userinfo
                if provider.signed_userinfo:
                    self.answer(provider.signed(said).encode(), "application/jwt")
                else:
                    self.answer(json.dumps(said).encode())
            elif parts.path == "/keys":
                self.answer(json.dumps(provider.keys()).encode())
            else:
                self.answer(json.dumps(provider.configuration()).encode())

        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            answer = provider.token({name: values[0] for name, values in form.items()})
            self.answer(json.dumps(answer or {"error": "invalid_grant"}).encode(), status=200 if answer else 400)

        def answer(self, body: bytes, kind: str = "application/json", status: int = 200):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    return Handler


@contextmanager
def serving():
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
