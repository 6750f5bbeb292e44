"""What cannot be taken back in silence is asked once more: its page says what happens, and its form says that it was read."""

from django.http import HttpRequest


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the form of the page that asks was sent, which holds `confirmed`."""
    return request.method == "POST" and request.POST.get("confirmed") == "yes"
