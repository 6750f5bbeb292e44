"""Sentences of Wagtail and Django that our catalogues say again: its own, in some language, say what is not so, or not what comes next."""

from django.utils.translation import gettext_noop as _

WORDS = (
    # French: “has been scheduled for publishing”, of a text that two people have yet to approve.
    _("%(model_name)s '%(object)s' has been submitted for moderation."),
    _("%(model_name)s '%(object)s' created and submitted for moderation."),
    _("Page '%(page_title)s' has been submitted for moderation."),
    _("Page '%(page_title)s' created and submitted for moderation."),
    # French: “is awaiting moderation”.
    _("The page '%(page_title)s' is not currently awaiting moderation."),
    # French: “Statut”; every other list of this site says “État”.
    _("Status"),
    # French: “Any”, and “Edit this %s” of wagtailmedia, which nobody has translated.
    _("Any"),
    _("Edit this %s"),
    # French: “Once published:”, of dates that a draft asks for.
    _("Once scheduled:"),
    # French: “Kio” and “Mio”, of the size of a file.
    _("%s KB"),
    _("%s MB"),
    _("%s GB"),
)
