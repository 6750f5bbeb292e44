"""The closed lists in which an entry says what it offers: words of the interface, so that they exist in every language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Need(models.TextChoices):
    """What somebody needs; a service of an entry answers one of them."""

    LISTENING = "listening", _("talking to someone")
    SHELTER = "shelter", _("a safe place now")
    HEALTH = "health", _("health")
    PAPERS = "papers", _("papers and residence")
    LEAVING = "leaving", _("leaving prostitution")
    HOUSING = "housing", _("housing")
    MONEY = "money", _("money and work")
    CHILDREN = "children", _("children")
    JUSTICE = "justice", _("police and justice")


class Welcome(models.TextChoices):
    """Who is welcome; nothing chosen says that everybody is."""

    WOMEN = "women", _("women")
    MEN = "men", _("men")
    TRANS = "trans", _("trans people")
    MINORS = "minors", _("under 18")
    WITH_CHILDREN = "with_children", _("with children")


class Approval(models.TextChoices):
    """Whether an association is approved for the parcours de sortie (CASF, article L. 121-9)."""

    YES = "yes", pgettext_lazy("approved for the parcours de sortie", "yes")
    NO = "no", pgettext_lazy("approved for the parcours de sortie", "no")
    UNKNOWN = "unknown", pgettext_lazy("approved for the parcours de sortie", "not known")
