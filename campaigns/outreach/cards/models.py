"""What was printed and handed out, and what it was made from."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PrintedCards(models.Model):
    """Sheets of one card that were printed on one day; nothing says to whom the cards were given.

    The files are not kept: the same words give the same bytes.
    """

    languages = models.JSONField(_("languages"))
    titles = models.JSONField(_("titles"))
    address = models.CharField(_("address"), max_length=500)
    copies = models.PositiveIntegerField(
        _("number of sheets"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    # {"helplines": {id: digest}, "names": {id: name}, "page": translation key}: see `words.made_from`.
    made_from = models.JSONField(default=dict)
    printed_at = models.DateTimeField(_("printed"), default=timezone.now)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # From then on nobody has any left to hand out.
    used_up_at = models.DateTimeField(_("used up"), null=True)

    class Meta:
        verbose_name = _("printed cards")
        verbose_name_plural = _("printed cards")
        ordering = ["-printed_at", "-pk"]
        default_permissions = ()  # whoever plans campaigns makes cards

    def __str__(self):
        return f"{' + '.join(self.languages)} {self.printed_at:%Y-%m-%d}"
