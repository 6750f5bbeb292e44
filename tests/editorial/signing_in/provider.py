"""An OpenID Connect provider of the tests' own: real HTTP, as strict as ProConnect, codes that are good once, signed tokens."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET, BACK = "campagnes", "a secret of the provider", "http://testserver/admin/login/openid/back/"
OUT = "http://testserver/admin/login/"
DISCOVERY = "/.well-known/openid-configuration"
# What ProConnect takes; anything else is an error there.
PARAMETERS = {
    "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "claims", "prompt",
    "code_challenge", "code_challenge_method",
}  # fmt: skip
LONG = 32  # characters at least of `state` and `nonce`


def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@dataclass
class Provider:
    """What it says of whoever comes, and how: a test changes it."""

    url: str = ""
    claims: dict = field(default_factory=lambda: {"sub": "42", "email": "ada@example.org", "email_verified": True})
    userinfo: dict | None = None  # where it differs from what the token says
    identity: dict = field(default_factory=dict)  # over what the token would say
    methods: list[str] | None = None  # by which somebody signs in; told to who asks for it
    signed_userinfo: bool = False  # as ProConnect
    algorithm: str = "RS256"
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(default_factory=rsa_key)
    signing_key: rsa.RSAPrivateKey | None = None  # another's, for a forgery
    published: dict = field(default_factory=lambda: {"kid": "one", "alg": "RS256", "use": "sig"})  # with the key itself
    faults: dict = field(default_factory=dict)  # {path: (status, type, body), or None to hang up}
    wants_to_be_told: bool = False  # that somebody signs out, as ProConnect
    codes: dict = field(default_factory=dict)
    tokens: set = field(default_factory=set)
    asked: list = field(default_factory=list)  # each request for authorisation
    ended: list = field(default_factory=list)  # who signed out

    def configuration(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "claims_parameter_supported": True,
        } | ({"end_session_endpoint": f"{self.url}/end"} if self.wants_to_be_told else {})

    def use_curve(self, **published: str) -> None:
        self.algorithm, self.key = "ES256", ec.generate_private_key(ec.SECP256R1())
        self.published = {"kid": "one", "use": "sig"} | published

    def keys(self) -> dict:
        other = {"kty": "RSA", "kid": "of another use", "use": "enc", "alg": "RSA-OAEP"}
        public = jwt.get_algorithm_by_name(self.algorithm).to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [other, public | self.published]}

    def whole(self, said: dict) -> dict:
        now = int(time.time())
        return {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60} | said

    def signed(self, said: dict) -> str:
        return jwt.encode(self.whole(said), self.signing_key or self.key, self.algorithm, headers={"kid": "one"})

    def authorize(self, query: dict) -> str | None:
        """Where the browser is sent back to; nowhere with what is not registered, or not foreseen."""
        is_known = (query["client_id"], query["redirect_uri"], query["response_type"]) == (CLIENT, BACK, "code")
        is_long = min(len(query["state"]), len(query["nonce"])) >= LONG
        if not (is_known and is_long and "openid" in query["scope"].split() and query.keys() <= PARAMETERS):
            return None
        self.asked.append(query)
        code = secrets.token_hex()
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def end(self, query: dict) -> str | None:
        """As `authorize`; only with what it said itself of who signs out."""
        if (
            query.keys() != {"id_token_hint", "post_logout_redirect_uri", "state"}
            or query["post_logout_redirect_uri"] != OUT
        ):
            return None
        told = jwt.decode(query["id_token_hint"], self.key.public_key(), [self.algorithm], audience=CLIENT)
        self.ended.append(told["sub"])
        return f"{OUT}?{urlencode({'state': query['state']})}"

    def token(self, form: dict) -> dict | None:
        asked = self.codes.pop(form.get("code"), None)
        verifier = form.get("code_verifier", "").encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        expected = {
            "grant_type": "authorization_code",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "redirect_uri": BACK,
        }
        if not asked or challenge != asked["code_challenge"] or not expected.items() <= form.items():
            return None
        access = secrets.token_hex()
        self.tokens.add(f"Bearer {access}")
        identity = self.signed(self.claims | self._told_of(asked) | self.identity)
        return {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": identity}

    def _told_of(self, asked: dict) -> dict:
        wanted = json.loads(asked.get("claims", "{}")).get("id_token", {})
        methods = {"amr": self.methods} if "amr" in wanted and self.methods is not None else {}
        return {"nonce": asked["nonce"]} | methods


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self):
        path, query = self.begin()
        if path == "/authorize":
            self.send_back(self.provider.authorize(query))
        elif path == "/userinfo":
            self.tell()
        elif path == "/end":
            self.send_back(self.provider.end(query))
        elif path is not None:
            pages = {"/keys": self.provider.keys, DISCOVERY: self.provider.configuration}
            self.answer(json.dumps(pages[path]()))

    def do_POST(self):
        path, _query = self.begin()
        if path is not None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            given = self.provider.token({name: values[0] for name, values in form.items()})
            answer = given or {"error": "invalid_grant"}
            self.answer(json.dumps(answer), "application/json;charset=utf-8", status=200 if given else 400)

    def begin(self) -> tuple[str | None, dict]:
        """No path where the provider is at fault there, which is then answered."""
        parts = urlsplit(self.path)
        if parts.path not in self.provider.faults:
            return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}
        if fault := self.provider.faults[parts.path]:
            status, kind, body = fault
            self.answer(body, kind, status)
        self.close_connection = True
        return None, {}

    def send_back(self, there: str | None):
        if there is None:
            self.answer("Y000400", "text/plain", 400)
        else:
            self.send_response(302)
            self.send_header("Location", there)
            self.end_headers()

    def tell(self):
        said = self.provider.claims if self.provider.userinfo is None else self.provider.userinfo
        if self.headers["Authorization"] not in self.provider.tokens:
            self.answer("{}", status=401)
        elif self.provider.signed_userinfo:
            self.answer(self.provider.signed(said), "application/jwt")
        else:
            self.answer(json.dumps(said))

    def answer(self, body: str, kind: str = "application/json", status: int = 200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments):
        pass


@contextmanager
def serving():
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"provider": provider}))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
