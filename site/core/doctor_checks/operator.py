"""Whether the site says whose it is, as the law asks of it."""

from collections.abc import Iterator

from core.models import Operator
from core.upkeep.doctor import Finding, check, ok, warning

ASKED = {
    "name": "name",
    "postal address": "address",
    "publication director": "director",
    "host": "host",
    "contact address": "contact_email",
}
WHERE = "Fill it in, in the admin: Settings → Operator."


@check("operator", needs_database=True)
def operator() -> Iterator[Finding]:
    found = Operator.objects.filter(site__is_default_site=True).first() or Operator()
    missing = [name for name, field in ASKED.items() if not getattr(found, field)]
    if missing:
        yield warning(f"The operator has no {', no '.join(missing)}: the legal notice needs it.", WHERE)
    if found.is_demonstration:
        yield warning("Each page is marked as a demonstration.", "A site in use has no such mark: Settings → Operator.")
    if not (missing or found.is_demonstration):
        yield ok("The site says whose it is.")
