"""What `manage.py check` says of the voices."""

from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from core.audiences import AUDIENCES
from core.look.voices import palettes


@register
def check_voices(app_configs, **kwargs) -> list[Error]:
    """Each audience has all colours of its voice, by day, for pages and paper."""
    palettes.cache_clear()
    try:
        found = palettes()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="press.E001")]
    return [
        Error(
            f"The voice of the audience {name} has no colours.",
            hint=f"Write .voice-{name} {{ … }} into css/voices.css, or into the stylesheet that the audience names.",
            id="press.E002",
        )
        for name in AUDIENCES
        if name not in found
    ]
