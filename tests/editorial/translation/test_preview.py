"""The preview of a page in each language, beside its editor and that of its translation."""

import re

from django.urls import reverse

from core.models.pages import NARROW

OFFERED = re.compile(r'<option value="([^"]+/(?:view_draft|preview)/)">([^<]+)</option>')


def offered(client, page) -> list[tuple[str, str]]:
    return OFFERED.findall(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())


def test_page_is_shown_in_its_other_languages_beside_its_editor(admin_client, page, english_page):
    place = reverse("wagtailadmin_pages:view_draft", args=[english_page.pk])

    assert offered(admin_client, page) == [(place, "Anglais")]
    assert "Two months at most." in admin_client.get(place).content.decode()


def test_page_without_translation_has_no_choice_of_languages(admin_client, page):
    assert offered(admin_client, page) == []


def test_translation_is_shown_beside_its_sentences(admin_client, english_page, translation, page):
    own = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    source = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert set(offered(admin_client, english_page)) == {(own, "Anglais"), (source, "Français")}
    assert admin_client.get(own)["X-Frame-Options"] == "SAMEORIGIN"


def test_narrowest_preview_is_that_of_a_telephone(page):
    assert page.preview_sizes[0]["device_width"] == NARROW == 360
