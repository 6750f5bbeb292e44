"""A chooser of snippets says a whole sentence in French, on its button and in its window."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext

from campaigns.plan.models import CampaignPage, Placement
from facts.blocks.choosing import FactChooserBlock
from facts.models import FactWording, HelplineWording
from testimonies.models import TestimonyWording

SAID = [
    (FactWording, "fact", "Choisir un fait", "Choisir un autre fait"),
    (HelplineWording, "helpline", "Choisir une ligne d’aide", "Choisir une autre ligne d’aide"),
    (TestimonyWording, "testimony", "Choisir un témoignage", "Choisir un autre témoignage"),
    (CampaignPage, "campaign", "Choisir une campagne", "Choisir une autre campagne"),
    (Placement, "channel", "Choisir un canal", "Choisir un autre canal"),
    (Placement, "wave", "Choisir une vague", "Choisir une autre vague"),
    (Placement, "partner", "Choisir un partenaire", "Choisir un autre partenaire"),
]


@pytest.mark.parametrize(("model", "field", "one", "another"), SAID, ids=[row[1] for row in SAID])
def test_chooser_says_in_french_what_is_chosen(admin_client, home, model, field, one, another):
    chosen = model._meta.get_field(field).remote_field.model

    with translation.override("fr"):
        widget = chosen.snippet_viewset.chooser_viewset.widget_class()
        window = admin_client.get(reverse(chosen.snippet_viewset.chooser_viewset.get_url_name("choose")))

        assert (str(widget.choose_one_text), str(widget.choose_another_text)) == (one, another)
    assert one in window.json()["html"]


def test_block_says_it_too():
    with translation.override("fr"):
        assert str(FactChooserBlock().widget.choose_one_text) == "Choisir un fait"


def test_state_of_a_text_is_not_that_of_the_accessibility_declaration():
    """Wagtail's “Status” heads each list of the admin."""
    with translation.override("fr"):
        assert (gettext("Status"), pgettext("accessibility declaration", "Status")) == ("État", "État de conformité")
