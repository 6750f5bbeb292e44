"""What an editor does with a page in the admin."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page


def page_url(name: str, page, *rest) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *rest])


def live(page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def form_of(client: Client, page) -> dict:
    """What the editor's form says as it is shown; nothing for who is not shown it. Its streams are left out."""
    shown = (client.get(page_url("edit", page)).context or {}).get("form")
    if not shown:
        return {}
    data = {name: shown[name].value() for name in shown.fields}
    if moment := data.get("go_live_at"):
        data["go_live_at"] = f"{timezone.localtime(moment) if timezone.is_aware(moment) else moment:%Y-%m-%d %H:%M}"
    data = {name: value for name, value in data.items() if isinstance(value, (str, int))}
    return data | {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}


def send_editor(client: Client, page, **extra) -> HttpResponse:
    """Send the editor's form as it was shown, with something added."""
    return client.post(page_url("edit", page), form_of(client, page) | extra)
