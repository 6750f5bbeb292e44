"""What an editor does with a page in the admin."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page


def page_url(name: str, page, *rest) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *rest])


def live(page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def send_editor(client: Client, page, **extra) -> HttpResponse:
    """Send the editor's form as it was shown, with something added."""
    form = client.get(page_url("edit", page)).context
    data = {}
    if form and form.get("form"):
        shown = form["form"]
        data = {
            name: value
            for name, value in ((one, shown[one].value()) for one in shown.fields)
            if value is not None and not hasattr(value, "stream_block")
        }
        data |= {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        data = {name: value for name, value in data.items() if isinstance(value, (str, int))}
    return client.post(page_url("edit", page), data | extra)
