"""The field of what is for an audience. It asks nothing of Wagtail: the process that counts runs without it."""

from django.db import models

from core import audiences


class AudienceField(models.CharField):
    """The name of an audience, the team's among them. To migrations it is a field of text with the declared ones.

    What is retired stays valid where it was chosen, with its label, and is no longer offered.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **({"max_length": 20, "choices": audiences.choices} | kwargs))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    @property
    def flatchoices(self):
        return audiences.every_choice()

    def validate(self, value, model_instance):
        if not (value and audiences.find(value)):
            super().validate(value, model_instance)

    def formfield(self, **kwargs):
        return super().formfield(**({"choices": audiences.offered} | kwargs))
