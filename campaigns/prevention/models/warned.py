"""What every page for young people has: it is protected whatever was chosen, and says beforehand what it speaks about."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from core import audiences
from core.blocks import BLOCKS
from core.protection.zones import Zone
from core.text.fields import TokenTextField
from facts.blocks import FACT_BLOCKS, FIRST_HELPLINES
from interactive.problems import Problem

HELPLINES = ("first_helplines", "helplines")


class Warned(models.Model):
    """It stands before BasePage."""

    lead = TokenTextField(_("lead"), max_length=300, blank=True)
    warning = models.CharField(
        _("content warning"),
        max_length=200,
        blank=True,
        help_text=_("What the page speaks about that may hurt, without detail: one reads it first, and may leave."),
    )

    audience = audiences.YOUNG
    always_protected = True
    counted_in_browser = ()

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        self.zone = Zone.PROTECTED
        super().full_clean(*args, **kwargs)

    def unwarned(self) -> list[Problem]:
        if self.warning.strip():
            return []
        message = gettext("Write in one sentence what this page speaks about that may hurt: one reads it first.")
        return [Problem(("warning",), message)]


def blocks(*names: str) -> list:
    return [(name, block) for name, block in BLOCKS + FACT_BLOCKS + FIRST_HELPLINES if name in names]


def helpless(stream: StreamValue, name: str) -> list[Problem]:
    """What is said of a stream for help that names no helpline."""
    if any(block.block_type in HELPLINES for block in stream):
        return []
    message = gettext("Nobody to call stands here: add a block with helplines.")
    return [Problem((name,), message)]
