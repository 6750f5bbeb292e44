"""Where a copy came from: its reviewer reads what differs from what was public before."""

from collections.abc import Mapping

from wagtail.log_actions import log
from wagtail.log_actions import registry as logs

from core.text import references

COPIED = "wagtail.copy"


def note(original, copy, user, along: Mapping[int, int]) -> None:
    """In the history of the copy, where Wagtail says under what page it was made; `along` are the pages copied with it, and their copies."""
    source = {"id": original.pk, "title": str(original)}
    log(copy, COPIED, user=user, data={"source": source, "copied": {"id": original.pk, "along": along}})


def origin_of(instance):
    """What it was copied from, in the words that were public last, leading where the copy leads; None where nothing was."""
    entry = logs.get_logs_for_instance(instance).filter(action=COPIED).last()
    noted = entry and entry.data.get("copied")
    if not noted:
        return None
    found = type(instance)._default_manager.filter(pk=noted["id"]).exclude(first_published_at=None).first()
    if found:
        references.renew(found, {int(pk): copy for pk, copy in noted["along"].items()})
    return found
