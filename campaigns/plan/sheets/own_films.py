"""Films that the team made elsewhere: checked where they are entered, and shown in the place of those that are made here.

Nobody approved their words with a page: who may launch the campaign answers for them, and uploads them.
"""

from collections.abc import Callable
from dataclasses import asdict
from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import timezone, translation
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plan.models import Campaign, PrintedItem, TrackedLink
from campaigns.plan.sheets.order import GENERAL, active, film_code
from campaigns.plan.sheets.words import LivePages, name_of, read
from core import uploads
from core.uploads import traces
from core.words import languages
from intake.files import file_field
from made.files import store, whole
from press.content import PressError
from press.films import captions, fitting
from press.films.containers import measured
from press.films.formats import LENGTHS, SHAPES, FilmFormat
from press.pictures import covering

LARGEST_PICTURE = 10 * 1024 * 1024  # bytes


def _accepted() -> str:
    return _(
        "MP4 with H.264, with sound in AAC or without. %(shapes)s, at least %(least)d pixels on the shorter side; %(lengths)s seconds; at most %(size)s."
    ) % {
        "shapes": ", ".join(f"{shape.name} ({shape.width} × {shape.height})" for shape in SHAPES),
        "least": fitting.SHORTEST_SIDE,
        "lengths": ", ".join(map(str, LENGTHS)),
        "size": filesizeformat(fitting.LARGEST),
    }


class OwnFilmForm(forms.Form):
    """Its shape and its length say in the place of which film it stands."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    link = forms.ModelChoiceField(
        TrackedLink.objects.none(),
        label=gettext_lazy("Code that it shows"),
        help_text=gettext_lazy("The address at its end, or beside it where it is posted."),
    )
    film = file_field(".mp4,video/mp4", label=gettext_lazy("Film"), help_text=lazy(_accepted, str)())
    captions = file_field(
        ".vtt,text/vtt",
        label=gettext_lazy("Captions"),
        help_text=gettext_lazy("A WebVTT file (.vtt) in the language of the film."),
    )
    picture = file_field(
        ".png,.jpg,.jpeg,image/png,image/jpeg",
        label=gettext_lazy("Picture that stands for it before it plays"),
        help_text=gettext_lazy("PNG or JPEG. It is cut to the shape of the film."),
    )
    transcript = forms.CharField(
        label=gettext_lazy("Transcript"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=gettext_lazy("All that is said and shown, for who cannot hear, see or load it."),
    )
    names_facts = forms.BooleanField(
        label=gettext_lazy("It names numbers of the page"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Once one of them changes it is stale, and no longer shown."),
    )

    def __init__(self, campaign: Campaign, data: Any = None, files: Any = None):
        super().__init__(data, files)
        live = LivePages(campaign).by_language
        self.fields["language"].choices = [(code, name_of(code)) for code in languages.codes() if code in live]
        link = self.fields["link"]
        link.queryset = active(campaign).filter(GENERAL).select_related("channel", "page")
        link.label_from_instance = lambda found: f"{found.channel.name} – {found.letters}"
        link.initial = film_code(campaign)

    def clean_film(self) -> File:
        """Without traces of who made it, and measured: `size` and `form` are set."""
        uploads.check(self.cleaned_data["film"], ["mp4"], fitting.LARGEST)
        film = traces.cleaned(self.cleaned_data["film"])
        self.measured = measured(film)
        if problems := fitting.problems(self.measured):
            raise ValidationError(problems)
        self.form = fitting.fitting(self.measured)
        return film

    def clean_captions(self) -> str:
        uploads.check(self.cleaned_data["captions"], ["vtt"], settings.CAPTIONS_MAX_UPLOAD_SIZE)
        try:
            return self.cleaned_data["captions"].read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("These captions are not in UTF-8: save them again as text in UTF-8.")) from error

    def clean_picture(self) -> bytes:
        uploads.check(self.cleaned_data["picture"], ["png", "jpg", "jpeg"], LARGEST_PICTURE)
        return self.cleaned_data["picture"].read()

    def clean(self):
        data = super().clean()
        if "film" in data:
            self._hold("captions", lambda vtt: captions.read(vtt, self.measured.seconds + fitting.MORE))
            self._hold("picture", lambda picture: _png(picture, self.form))
        return data

    def _hold(self, name: str, against: Callable[[Any], Any]) -> None:
        """A field against the film, which alone says whether it fits."""
        if name not in self.cleaned_data:
            return
        try:
            self.cleaned_data[name] = against(self.cleaned_data[name])
        except PressError as error:
            self.add_error(name, error.message)


def _png(picture: bytes, form: FilmFormat) -> bytes:
    out = BytesIO()
    covering(picture, form.width, form.height).save(out, "PNG")
    return out.getvalue()


@transaction.atomic
def keep(campaign: Campaign, form: OwnFilmForm) -> PrintedItem:
    """Store the film of a form that is filled in rightly, in the place of all films of its format and language."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    said, language = form.cleaned_data, form.cleaned_data["language"]
    reading = read(LivePages(campaign).of(said["link"], language))
    item = PrintedItem(
        campaign=campaign,
        link=said["link"],
        format=form.form.key,
        language=language,
        width=form.measured.width,
        height=form.measured.height,
        unit=form.form.unit,
        alt=_alternative(form),
        text=said["transcript"],
        cues=[asdict(cue) for cue in said["captions"]],
        made_from=reading.of_own(said["names_facts"]),
        is_own=True,
    )
    name = f"{campaign.slug}-{item.format}-{language}-{said['link'].code}"
    store(item, f"{name}.mp4", said["film"])
    with whole(item.file), whole(item.poster):
        item.poster.save(f"{name}.png", ContentFile(said["picture"]), save=False)
        campaign.printed.filter(format=item.format, language=language, replaced_at=None).update(
            replaced_at=timezone.now()
        )
        item.save()
        item.show_anew()
    return item


def _alternative(form: OwnFilmForm) -> str:
    with translation.override(form.cleaned_data["language"]):
        label = str(form.form.label)
    return f"{label} – {form.cleaned_data['transcript'].strip().splitlines()[0]}"


def uploaded(campaign: Campaign, key: str, language: str) -> QuerySet[PrintedItem]:
    """The film that has the place of what would be made, or had it before it was stale."""
    return campaign.printed.filter(format=key, language=language, is_own=True, replaced_at=None, recalled_at=None)
