"""What somebody may do and ask for, one subject a page, in plain words; a page without a subject is the section above."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField
from wagtailmedia.edit_handlers import MediaChooserPanel

from campaigns.outreach import beside
from campaigns.outreach.panels import ReadingLevelPanel
from core import audiences
from core.blocks import BLOCKS
from core.models import BasePage, CampaignMedia
from core.navigation.frame import Frame
from core.protection.zones import Zone
from core.publication.visibility import public
from core.text.fields import StreamField, TokenTextField
from facts.blocks import FACT_BLOCKS
from facts.shelf import Shelf


class Topic(models.TextChoices):
    """What a page is about; each has a drawing of its own in `drawings.py`."""

    EMERGENCY = "emergency", _("emergency")
    HEALTH = "health", _("health")
    PAPERS = "papers", _("papers and residence")
    LEAVING = "leaving", _("leaving prostitution")
    HOUSING = "housing", _("housing")
    MONEY = "money", _("money")
    CHILDREN = "children", _("children")
    JUSTICE = "justice", _("justice")
    MINOR = "minor", _("if you are a minor")
    BROWSING = "browsing", _("safer browsing")


ANOTHER_PAGE = "place"  # the drawing of a page of another type, such as the directory


def blocks(*names: str) -> list:
    return [(name, block) for name, block in BLOCKS + FACT_BLOCKS if name in names]


class RightsPage(BasePage):
    """Short steps, for somebody who reads with effort, in a hurry, or with somebody who helps."""

    topic = models.CharField(
        _("subject"),
        max_length=12,
        choices=Topic,
        blank=True,
        help_text=_("It gives the page its drawing. Empty: the page is a section, which shows the pages under it."),
    )
    lead = TokenTextField(_("lead"), max_length=300, blank=True)
    body = StreamField(
        blocks("text", "steps", "notice", "accordion", "fact_card", "call_to_action", "downloads", "helplines"),
        verbose_name=_("body"),
        blank=True,
    )
    easy_read = StreamField(
        blocks("text", "steps"),
        verbose_name=_("easy-to-read version"),
        blank=True,
        help_text=_("The same in easy-to-read words (FALC). It stands folded on the page itself."),
    )
    audio = models.ForeignKey(
        "core.CampaignMedia",
        verbose_name=_("the page, read aloud"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A sound file in the language of the page: in another language, it is not shown."),
    )
    sign_video = models.ForeignKey(
        "core.CampaignMedia",
        verbose_name=_("the page in French Sign Language"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("It is shown in every language, unless a translation chooses its own."),
    )

    audience = audiences.OUTREACH
    always_protected = True
    query_parameters = frozenset({"fr"})

    @property
    def listened_to_as(self) -> str:
        """The audience whose helplines stand at its foot: under 18 they are those of young people."""
        return audiences.YOUNG if self.topic == Topic.MINOR else self.audience

    # The drawing is one in all languages; a recording is each language's own, or none.
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("topic", overridable=False),
        SynchronizedField("audio"),
        SynchronizedField("sign_video"),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage", "outreach.RightsPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [
        FieldPanel("topic"),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("easy_read"),
        ReadingLevelPanel(heading=_("How easy it is to read, as saved last")),
        MultiFieldPanel(
            [MediaChooserPanel("audio", media_type="audio"), MediaChooserPanel("sign_video", media_type="video")],
            heading=_("Heard and signed"),
        ),
    ]

    class Meta:
        verbose_name = _("rights page")
        verbose_name_plural = _("rights pages")

    @classmethod
    def for_serving(cls) -> models.QuerySet:
        return super().for_serving().select_related("audio", "sign_video")

    def full_clean(self, *args, **kwargs):
        self.zone = Zone.PROTECTED
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        wrong = {}
        if self.audio and self.audio.type != "audio":
            wrong["audio"] = _("This is a video: choose a sound file.")
        if self.sign_video and self.sign_video.type != "video":
            wrong["sign_video"] = _("This is a sound file: choose a video.")
        if wrong:
            raise ValidationError(wrong)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context |= {"read_aloud": self.read_aloud, "signed": self.signed}
        if not self.topic:
            below = public(self.get_children()).order_by("path")
            shelf = Shelf.of({"request": request, "page": self})
            context["emergency"] = shelf.help_for(self.listened_to_as).emergency
            shelf.tell(context["emergency"])
            context["topics"] = below.annotate(topic=Coalesce("rightspage__topic", models.Value(ANOTHER_PAGE)))
        if self.has_french(request):
            asked = "fr" in request.GET
            context["beside_url"] = self.get_url(request) + ("" if asked else "?fr")
            french = self.in_french() if asked else None
            if french is not None:
                context |= self.beside(french, context)
        return context

    @property
    def read_aloud(self) -> CampaignMedia | None:
        """The recording, where it speaks the language of the page: that of its source comes along with a translation."""
        spoken = self.audio is not None and self.audio.language == self.locale.language_code
        return self.audio if spoken and self.audio.may_be_shown else None

    @property
    def signed(self) -> dict[str, Any] | None:
        """What the template of a video takes."""
        if self.sign_video is None or not self.sign_video.may_be_shown:
            return None
        return {"video": self.sign_video, "title": gettext("This page in French Sign Language (LSF)")}

    def has_french(self, request: HttpRequest) -> bool:
        """Whether this page is in another language, and public in French too."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return False
        return any(page.locale.language_code == settings.LANGUAGE_CODE for page in Frame.of(request).translations)

    def in_french(self) -> "RightsPage | None":
        versions = RightsPage.objects.filter(translation_key=self.translation_key)
        return public(versions.public()).filter(locale__language_code=settings.LANGUAGE_CODE).first()

    def beside(self, french: "RightsPage", context: dict[str, Any]) -> dict[str, Any]:
        streams = [(self.body, french.body), (self.easy_read, french.easy_read)]
        pairs, easy_pairs = beside.pairs(streams, context, context | {"page": french})
        return {"french": french, "pairs": pairs, "easy_pairs": easy_pairs}
