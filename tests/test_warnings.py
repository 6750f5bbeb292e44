"""The warnings of others that `pyproject.toml` lets through are still given: once one is not, its line there can go."""

import gc

import pytest
from django.utils.deprecation import RemovedInDjango2028Warning
from wagtail.admin.mail import send_mail
from wagtail.images.models import Filter

from core.models import CampaignImage
from core.renditions.specs import IN_PAGES
from tests import factories


def test_wagtail_opens_its_mail_connection_in_the_old_way():
    with pytest.warns(RemovedInDjango2028Warning, match="get_connection"):
        send_mail("Subject", "Words", ["ada@example.org"])


def test_taggit_names_columns_in_the_old_way():
    with pytest.warns(RemovedInDjango2028Warning, match="quote_name_unless_alias"):
        str(CampaignImage.objects.filter(tags__name="x").query)


def test_file_of_a_rendition_is_left_to_the_garbage_collector(home, tmp_path):
    image = factories.image(tmp_path)

    with pytest.warns(ResourceWarning, match="(?i)unclosed file"):
        make(image)


def make(image: CampaignImage) -> None:
    image.create_rendition(Filter(spec=IN_PAGES[0]))
    gc.collect()
