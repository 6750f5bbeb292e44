"""The blocks that a kit is written in. Flat, for the reason that `core.blocks` gives."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock

from campaigns.prevention.kits.vocabulary import Grouping
from core.blocks import FigureBlock, TableBlock, TextBlock
from facts.blocks.helplines import HelplineChooserBlock, chosen_helplines
from interactive.verdicts import Verdict, marked, said

FEW_FEATURES = ["bold", "italic", "ol", "ul", "link", "fact"]
PREVIEW = "<p>Un paragraphe du dossier.</p>"


class GuidanceBlock(blocks.StructBlock):
    """Running text under a heading that the block itself gives."""

    text = blocks.RichTextBlock(label=_("text"), features=FEW_FEATURES)

    class Meta:
        icon = "pilcrow"
        template = "components/kit_guidance.html"
        preview_value = {"text": PREVIEW}


class GroundRulesBlock(GuidanceBlock):
    class Meta:
        label = _("Ground rules")
        description = _("What the group agrees on before it begins: respect, the right to be silent, nothing personal.")


class DistancingBlock(GuidanceBlock):
    class Meta:
        label = _("Distancing")
        description = _("How the group speaks of invented people and situations, never of itself.")


class DisclosureBlock(GuidanceBlock):
    class Meta:
        icon = "warning"
        label = _("If somebody confides")
        description = _("The protocol for a disclosure: what to say, what not to promise, whom to tell and when.")


def _helplines(**options) -> blocks.ListBlock:
    return blocks.ListBlock(
        HelplineChooserBlock(),
        label=_("helplines"),
        max_num=8,
        help_text=_("Numbers, hours and words are those of the helpline: when one changes, the files are made anew."),
        **options,
    )


class WithHelplines(blocks.StructBlock):
    """Names helplines, which are shown as they are today."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"helplines": chosen_helplines(value["helplines"], parent_context)}


class SignpostingBlock(WithHelplines, GuidanceBlock):
    helplines = _helplines(default=[])

    class Meta:
        icon = "mail"
        template = "components/kit_signposting.html"
        preview_value = {"text": PREVIEW, "helplines": []}
        label = _("Where to find help")
        description = _("To whom the group and each of its members can turn, during the session and after it.")


SAFETY_BLOCKS = [
    ("ground_rules", GroundRulesBlock()),
    ("distancing", DistancingBlock()),
    ("disclosure", DisclosureBlock()),
    ("signposting", SignpostingBlock()),
]


class ActivityBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    minutes = blocks.IntegerBlock(label=_("minutes"), min_value=1, max_value=240)
    grouping = blocks.ChoiceBlock(label=_("how the group works"), choices=Grouping.choices, default=Grouping.WHOLE)
    text = blocks.RichTextBlock(label=_("what happens"), features=FEW_FEATURES)
    materials = blocks.CharBlock(
        label=_("materials"),
        required=False,
        max_length=200,
        help_text=_("What this activity needs: paper, handout 2 …"),
    )


class SessionValue(blocks.StructValue):
    @property
    def minutes(self) -> int:
        return sum(activity["minutes"] or 0 for activity in self["activities"])

    @property
    def timed(self) -> list[tuple[int, int, blocks.StructValue]]:
        """Each activity with the minutes at which it begins and ends, counted from the start of the session."""
        begins, timed = 0, []
        for activity in self["activities"]:
            ends = begins + (activity["minutes"] or 0)
            timed.append((begins, ends, activity))
            begins = ends
        return timed


class SessionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    aim = blocks.TextBlock(label=_("aim"), rows=2, max_length=400)
    activities = blocks.ListBlock(ActivityBlock(), label=_("activities"), min_num=1)

    class Meta:
        icon = "time"
        label = _("Session")
        template = "components/kit_session.html"
        value_class = SessionValue
        description = _("One meeting of the group, minute by minute.")
        preview_value = {
            "title": "Ce que dit la loi",
            "aim": "Savoir qui la loi protège.",
            "activities": [
                {"title": "Accueil", "minutes": 10, "grouping": "whole", "text": PREVIEW, "materials": ""},
                {"title": "Étude de cas", "minutes": 25, "grouping": "small", "text": PREVIEW, "materials": "Fiche 1"},
            ],
        }


class SlideBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=100)
    text = blocks.RichTextBlock(
        label=_("text"), features=FEW_FEATURES, help_text=_("A few lines: a slide is seen from afar.")
    )
    notes = blocks.TextBlock(label=_("notes for who presents it"), required=False, rows=3)

    class Meta:
        icon = "desktop"
        label = _("Slide")
        template = "components/kit_slide.html"
        description = _("A slide of words.")
        preview_value = {"title": "La loi te protège", "text": PREVIEW, "notes": ""}


class PictureSlideBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=100)
    image = ImageBlock(label=_("picture"))
    notes = blocks.TextBlock(label=_("notes for who presents it"), required=False, rows=3)

    class Meta:
        icon = "image"
        label = _("Slide with a picture")
        template = "components/kit_slide.html"
        description = _("A slide that shows one picture.")

    def get_preview_value(self):
        from core.models import CampaignImage

        return self.normalize({"title": "Regarder", "image": CampaignImage.objects.first(), "notes": ""})


class HelplineSlideBlock(WithHelplines):
    title = blocks.CharBlock(label=_("title"), max_length=100)
    helplines = _helplines(min_num=1)
    text = blocks.RichTextBlock(label=_("text"), features=FEW_FEATURES, required=False)
    notes = blocks.TextBlock(label=_("notes for who presents it"), required=False, rows=3)

    class Meta:
        icon = "mail"
        label = _("Slide with helplines")
        template = "components/kit_slide.html"
        description = _("A slide that says whom to call, and what for.")
        preview_value = {"title": "À qui parler", "helplines": [], "text": PREVIEW, "notes": ""}


SLIDE_BLOCKS = [
    ("slide", SlideBlock()),
    ("picture_slide", PictureSlideBlock()),
    ("helpline_slide", HelplineSlideBlock()),
]


class LinesBlock(blocks.StructBlock):
    number = blocks.IntegerBlock(label=_("number of lines"), min_value=1, max_value=30, default=4)

    class Meta:
        icon = "list-ul"
        label = _("Lines to write on")
        template = "components/kit_lines.html"
        description = _("Empty lines on the printed page.")
        preview_value = {"number": 4}


class HandoutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)

    class Meta:
        icon = "doc-full"
        label = _("Handout begins")
        template = "components/kit_handout.html"
        description = _(
            "All that follows, up to the next one, is a sheet that is given to the group: a file of its own."
        )
        preview_value = {"title": "Fiche 1"}


class PrintedHelplinesBlock(WithHelplines):
    helplines = _helplines(min_num=1)

    class Meta:
        icon = "mail"
        label = _("Helplines")
        template = "components/kit_helplines.html"
        description = _("Whom to call, what for, when, and at what cost.")
        preview_value = {"helplines": []}


HANDOUT_BLOCKS = [
    ("handout", HandoutBlock()),
    ("text", TextBlock()),
    ("helplines", PrintedHelplinesBlock()),
    ("table", TableBlock()),
    ("figure", FigureBlock()),
    ("lines", LinesBlock()),
]


MOST_ANSWERS = 6


class EvaluationQuestion(blocks.StructValue):
    @property
    def right(self) -> int | None:
        """The place of the right answer among the answers; None where there is none."""
        return self["right_answer"] - 1 if self["right_answer"] else None

    @property
    def verdict(self) -> str:
        """What is to be said of it once it is answered."""
        if self.right is None:
            return Verdict.NONE
        return self["claim"] or Verdict.ONE

    @property
    def explained(self) -> str:
        """What whoever leads the sessions says of it: whether what it claims is true, and why."""
        return " ".join(part for part in (said(self["claim"], True) if self["claim"] else "", self["why"]) if part)

    @property
    def marked(self) -> list[str]:
        """The answers as they are read by who leads the sessions."""
        return [marked(answer, place == self.right) for place, answer in enumerate(self["answers"])]


class EvaluationQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=200)
    answers = blocks.ListBlock(blocks.CharBlock(max_length=120), label=_("answers"), min_num=2, max_num=MOST_ANSWERS)
    right_answer = blocks.IntegerBlock(
        label=_("number of the right answer"),
        required=False,
        min_value=1,
        max_value=MOST_ANSWERS,
        help_text=_(
            "The guide says it, and a group reads it once its sessions are over. Empty: none is right or wrong."
        ),
    )
    claim = blocks.ChoiceBlock(
        label=_("what the question claims"),
        choices=[(one.value, one.label) for one in (Verdict.TRUE, Verdict.FALSE)],
        required=False,
        default="",
        help_text=_(
            "One reads first whether it is true. Empty: it claims nothing, and one reads whether one was right."
        ),
    )
    why = blocks.TextBlock(
        label=_("why"),
        required=False,
        default="",
        rows=3,
        max_length=400,
        help_text=_("Read after what was answered, and in the guide."),
    )

    class Meta:
        icon = "help"
        label = _("Question")
        template = "components/kit_question.html"
        value_class = EvaluationQuestion
        description = _("Asked before the first session and after the last: the answers show what has changed.")
        preview_value = {
            "question": "Qui la loi punit-elle ?",
            "answers": ["La personne qui achète", "La personne en situation de prostitution", "Je ne sais pas"],
            "right_answer": 1,
            "claim": "",
            "why": "Acheter un acte sexuel est interdit ; la personne qui est achetée n’est pas punie.",
        }


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=250)
    url = blocks.URLBlock(label=_("address"), required=False)
    date = blocks.DateBlock(label=_("date"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")
        template = "components/kit_source.html"
        description = _("A text, a study or a decision that the kit rests on.")
        preview_value = {"title": "Code de l’éducation, article L. 312-17-1-1", "url": "", "date": None}


class ReviewerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=120)
    role = blocks.CharBlock(
        label=_("role"), max_length=160, help_text=_("As what they have read it: teacher, lawyer, nurse …")
    )
    date = blocks.DateBlock(label=_("date"))

    class Meta:
        icon = "user"
        label = _("Reviewer")
        template = "components/kit_reviewer.html"
        description = _("Somebody who has read the whole kit, and when.")
        preview_value = {"name": "Une relectrice", "role": "enseignante", "date": "2026-09-01"}


class ExtraDocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    alternative = blocks.TextBlock(
        label=_("alternative"),
        rows=3,
        max_length=1000,
        help_text=_("The same in words, for who cannot open or read the file."),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        template = "components/kit_extra.html"
        description = _("A file that was made elsewhere and belongs to the kit.")

    def get_preview_value(self):
        from core.models import CampaignDocument

        return self.normalize({"document": CampaignDocument.objects.first(), "alternative": "Les mêmes mots."})


class KitMediaChooserBlock(AbstractMediaChooserBlock):
    """Video or sound; the template of the block around it shows it."""

    def render_basic(self, value, context=None):
        return value.title if value else ""


class ExtraMediaValue(blocks.StructValue):
    @property
    def shown(self) -> dict:
        """What the template of a video takes."""
        return {"video": self["media"], "title": self["media"].title}


class ExtraMediaBlock(blocks.StructBlock):
    media = KitMediaChooserBlock(label=_("video or sound"))

    class Meta:
        icon = "media"
        label = _("Video or sound")
        template = "components/kit_extra.html"
        value_class = ExtraMediaValue
        description = _("With its captions and its transcript, which stand in the kit beside it.")

    def get_preview_value(self):
        from core.models import CampaignMedia

        return self.normalize({"media": CampaignMedia.objects.first()})


EXTRA_BLOCKS = [("document", ExtraDocumentBlock()), ("media", ExtraMediaBlock())]
SESSION_BLOCKS = [("session", SessionBlock())]
EVALUATION_BLOCKS = [("question", EvaluationQuestionBlock())]
SOURCE_BLOCKS = [("source", SourceBlock())]
REVIEWER_BLOCKS = [("reviewer", ReviewerBlock())]
KIT_BLOCKS = [
    *SAFETY_BLOCKS,
    *SESSION_BLOCKS,
    *SLIDE_BLOCKS,
    *HANDOUT_BLOCKS,
    *EVALUATION_BLOCKS,
    *SOURCE_BLOCKS,
    *REVIEWER_BLOCKS,
    *EXTRA_BLOCKS,
]
