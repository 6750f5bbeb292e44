"""Files of links and of partners that were read and found to be good, and wait for somebody's word."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.campaign import Campaign


class LinkImport(models.Model):
    """A file of links as its preview showed it. `rows` are its cells, which are judged again when it is applied."""

    # It is no use of the campaign that anybody looks for.
    wagtail_reference_index_ignore = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="link_imports")
    file_name = models.CharField(max_length=255)
    # [{"line": 2, "channel": "…", "placement": "…", "partner": "…", "wave": "…", "code": "…", "destination": "…"}, …]
    rows = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of links")
        verbose_name_plural = _("imports of links")

    def __str__(self):
        return self.file_name


class PartnerImport(models.Model):
    """A file of partners as its preview showed it. With a `campaign`, its partners take part in that.

    `before` says, once it is applied, what an undo needs; it goes a month later.
    """

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="partner_imports")
    file_name = models.CharField(max_length=255)
    # [{"line": 2, "name": "…", "email": "…", …}, …], of the columns that the file has
    rows = models.JSONField()
    updates = models.BooleanField(default=True)
    # {"made": [id], "changed": [[id, {field: was}, {field: became}]], "partnerships": [id], "begun_again": [id], "links": [id], "channel": id}
    before = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of partners")
        verbose_name_plural = _("imports of partners")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.file_name
