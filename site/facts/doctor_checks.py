"""What pages need of this room: whom to call."""

from wagtail.models import Site

from core.upkeep.doctor import Finding, check, ok, warning
from facts.models import Helpline
from facts.readers.first_calls import FirstCalls

NEEDED = (Helpline.Kind.EMERGENCY, Helpline.Kind.LISTENING)


@check("helplines", needs_database=True)
def helplines() -> Finding:
    """A site that leads nobody to help."""
    live = Helpline.objects.filter(live=True)
    missing = [kind.value for kind in NEEDED if not live.filter(kind=kind).exists()]
    if missing:
        remedy = "Write one in the admin, under Helplines, and publish it."
        return warning(f"No helpline of this kind is live: {', '.join(missing)}.", remedy)
    return ok(f"{live.count()} helplines are live.")


@check("first-calls", needs_database=True)
def first_calls() -> Finding:
    """A site whose pages for young people would say nothing before anything else."""
    site = Site.objects.filter(is_default_site=True).first()
    setting = FirstCalls.objects.filter(site=site).first()
    chosen = setting.chosen if setting else []
    live = Helpline.objects.filter(pk__in=chosen, live=True).count()
    remedy = "Choose them in the admin: Settings → Helplines to call first."
    if not live:
        return warning("Pages for young people show no number to call first.", remedy)
    if live < len(chosen):
        return warning("A helpline to call first is not live: it is not shown.", remedy)
    return ok("Pages for young people say first whom to call.")
