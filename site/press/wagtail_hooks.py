"""What this room adds to Wagtail: the address of a draft's card."""

from django.urls import path
from wagtail import hooks

from press.sharing import views


@hooks.register("register_admin_urls")
def card_urls():
    return [path("press/card/<int:page_id>/", views.preview, name="press_card")]
