"""What a campaign's reach is told by: the kinds that are counted, and that targets are set for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Indicator(models.TextChoices):
    """Each counts what happened, never who did it."""

    VIEW = "view", _("pages viewed")
    ENTRY = "entry", _("visits that began here")
    LINK_HIT = "link_hit", _("short links and codes opened")
    CTA_CALL = "cta_call", _("calls begun")
    CTA_SMS = "cta_sms", _("text messages begun")
    CTA_CHAT = "cta_chat", _("chats begun")
    STAGE_INFO = "stage_info", _("information on the stage de sensibilisation read")
    KIT_DOWNLOAD = "kit_download", _("files and kits downloaded")
    VIDEO_START = "video_start", _("videos started")
    VIDEO_HALF = "video_half", _("videos seen to the half")
    VIDEO_END = "video_end", _("videos seen to the end")
    CHECK_START = "check_start", _("self-checks started")
    CHECK_DONE = "check_done", _("self-checks finished")
    READ_50 = "read_50", _("pages read to the half")
    READ_90 = "read_90", _("pages read to the end")
    SHARE = "share", _("pages shared")
