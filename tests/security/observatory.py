"""The rules by which Mozilla's HTTP Observatory grades a site, as of August 2026.

Source: https://github.com/mdn/mdn-http-observatory, src/analyzer/tests and src/grader/charts.js. What is left out needs the
network: whether a certificate holds, and the list of preloaded hosts (which could only add to the score).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
UNSAFE = BROAD | {"'unsafe-inline'", "data:"}
HASHES = ("'sha256-", "'sha384-", "'sha512-", "'nonce-")
PASSIVE = {"img-src", "media-src"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
LEAKING = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
SIX_MONTHS = 15_552_000  # seconds
FOR_EXTRA_CREDIT = 90
GRADES = ["F"] * 5 + ["D-", "D", "D", "D+", "C-", "C", "C", "C+", "B-", "B", "B", "B+", "A-", "A", "A", "A+"]


@dataclass
class Seen:
    """An answer over HTTPS, what came of asking over HTTP, and of asking from another site."""

    headers: dict[str, str]
    html: str = ""
    cookies: list[dict[str, object]] = field(default_factory=list)
    route: list[str] = field(default_factory=list)
    for_others: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


def csp(seen: Seen) -> int:
    policy = parsed(seen.get("content-security-policy"))
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    scripts, styles = (without_ignored(policy.get(name, default)) for name in ("script-src", "style-src"))
    objects = policy.get("object-src", default)
    active = set().union(*(sources for name, sources in policy.items() if name not in PASSIVE))
    passive = set().union(*(policy.get(name, default) for name in PASSIVE))
    if scripts & UNSAFE or objects & BROAD or any(source.startswith(("http:", "ftp:")) for source in active):
        return -20
    if "'unsafe-eval'" in scripts | styles or any(source.startswith(("http:", "ftp:")) for source in passive):
        return -10
    if styles & UNSAFE:
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def parsed(header: str) -> dict[str, set[str]]:
    directives = (directive.split() for directive in header.lower().split(";") if directive.strip())
    return {name: set(sources) or {"'none'"} for name, *sources in directives}


def without_ignored(sources: set[str]) -> set[str]:
    """Browsers ignore 'unsafe-inline' beside a digest or a nonce."""
    return sources - {"'unsafe-inline'"} if any(source.startswith(HASHES) for source in sources) else sources


def cookies(seen: Seen) -> int:
    hsts = strict_transport_security(seen) >= 0
    return min((cookie(one, hsts) for one in seen.cookies), default=0)


def cookie(one: dict[str, object], hsts: bool) -> int:
    name = str(one["name"]).lower()
    session = "login" in name or "sess" in name
    found = [5 if one["samesite"] else 0]
    if not one["secure"]:
        found.append((-10 if hsts else -40) if session else (-5 if hsts else -20))
        found += [-20] if str(one["samesite"]).lower() == "none" else []
    if session and not one["httponly"]:
        found.append(-30)
    if "csrf" in name and not one["samesite"]:
        found.append(-20)
    return min(found)


def cross_origin_resource_sharing(seen: Seen) -> int:
    allowed = seen.for_others.get("access-control-allow-origin", "")
    with_credentials = seen.for_others.get("access-control-allow-credentials", "").strip().lower() == "true"
    return -50 if allowed not in ("", "*") and with_credentials else 0


def redirection(seen: Seen) -> int:
    if not seen.route:
        return 0
    parts = [urlsplit(address) for address in seen.route]
    if len(parts) == 1 or parts[-1].scheme != "https":
        return -20
    if parts[1].scheme == "http":
        return -10
    return 0 if parts[0].hostname == parts[1].hostname else -5


def referrer_policy(seen: Seen) -> int:
    known = [word.strip() for word in seen.get("referrer-policy").lower().split(",")]
    known = [word for word in known if word in PRIVATE | LEAKING]
    if not seen.get("referrer-policy"):
        return 0
    return 5 if known and known[-1] in PRIVATE else -5


def strict_transport_security(seen: Seen) -> int:
    header = seen.get("strict-transport-security")
    found = re.search(r"(?:^|;)\s*max-age=(\d+)", header.lower())
    if not found or "," in header:
        return -20
    return 0 if int(found[1]) >= SIX_MONTHS else -10


def subresource_integrity(seen: Seen) -> int:
    """Scripts of one's own need none; those of others do."""
    foreign = re.findall(r"""<script\b(?=[^>]*\bsrc=["']?(?:https?:)?//)[^>]*>""", seen.html)
    if not foreign:
        return 0
    return 5 if all("integrity=" in tag and "https://" in tag for tag in foreign) else -50


def x_content_type_options(seen: Seen) -> int:
    return 0 if seen.get("x-content-type-options").strip().lower() == "nosniff" else -5


def x_frame_options(seen: Seen) -> int:
    if "frame-ancestors" in parsed(seen.get("content-security-policy")):
        return 5
    word = seen.get("x-frame-options").strip().lower()
    return 5 if word in ("deny", "sameorigin") else 0 if word.startswith("allow-from") else -20


def one_of(name: str, good: Iterable[str], plain: Iterable[str]) -> Callable[[Seen], int]:
    def rule(seen: Seen) -> int:
        word = seen.get(name).strip().lower()
        return 10 if word in good else 0 if word in ("", *plain) else -5

    return rule


RULES: dict[str, Callable[[Seen], int]] = {
    "content-security-policy": csp,
    "cookies": cookies,
    "cross-origin-resource-sharing": cross_origin_resource_sharing,
    "redirection": redirection,
    "referrer-policy": referrer_policy,
    "strict-transport-security": strict_transport_security,
    "subresource-integrity": subresource_integrity,
    "x-content-type-options": x_content_type_options,
    "x-frame-options": x_frame_options,
    "cross-origin-resource-policy": one_of(
        "cross-origin-resource-policy", ("same-origin", "same-site"), ("cross-origin",)
    ),
    "cross-origin-opener-policy": one_of(
        "cross-origin-opener-policy",
        ("same-origin", "same-origin-allow-popups", "noopener-allow-popups"),
        ("unsafe-none",),
    ),
    "cross-origin-embedder-policy": one_of(
        "cross-origin-embedder-policy", ("require-corp", "credentialless"), ("unsafe-none",)
    ),
}


def score(seen: Seen) -> int:
    """Bonuses count only where what is missing leaves at least 90 of 100."""
    changes = [rule(seen) for rule in RULES.values()]
    plain = 100 + sum(change for change in changes if change < 0)
    return max(0, 100 + sum(changes) if plain >= FOR_EXTRA_CREDIT else plain)


def grade(seen: Seen) -> str:
    return GRADES[min(score(seen), 100) // 5]
