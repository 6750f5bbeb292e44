"""The stable fields of the API: what is answered, and what `openapi.py` describes. A field may be added, never taken away."""

from rest_framework import serializers
from rest_framework.serializers import Serializer

from campaigns.plan.api.body import BLOCKS
from campaigns.plan.api.fields import AddressField, AudienceField, LanguageField, OneOfField, TextField
from campaigns.plan.models import Frame
from core.audiences import AUDIENCES
from facts import models
from facts.values import Unit


class Translation(Serializer):
    """A page in one language."""

    language = LanguageField()
    id = serializers.IntegerField(help_text="Of the page in this language.")
    url = serializers.URLField(help_text="Where people read it.")


class Fact(Serializer):
    """A sourced, dated statement in the words of one language."""

    id = serializers.IntegerField(source="fact.pk", help_text="The same in all languages.")
    language = LanguageField(help_text="Of the words.")
    value = TextField(help_text="As the language writes it; empty for a fact that is a sentence alone.")
    canonical = TextField(
        source="fact.value", help_text="The value for machines: 1500, a range as 7000..10000, a date as 2016-04-13."
    )
    unit = serializers.ChoiceField(Unit.values, source="fact.unit", help_text="What the value counts.")
    label = TextField(help_text="What the value is, in words that follow it.")
    sentence = TextField(source="plain_sentence", help_text="The whole statement, with its value.")
    source_title = TextField(source="fact.source_title")
    source_url = AddressField(source="fact.source_url")
    source_language = TextField(source="fact.source_language", help_text="The code of the language of its title.")
    source_date = serializers.DateField(source="fact.source_date", allow_null=True)
    verified_on = serializers.DateField(
        source="fact.verified_on", allow_null=True, help_text="The last day on which it was held against its source."
    )
    in_force_from = serializers.DateField(source="fact.in_force_from", allow_null=True)
    in_force_until = serializers.DateField(source="fact.in_force_until", allow_null=True)


class Campaign(Serializer):
    """A page of a campaign in one language."""

    id = serializers.IntegerField(source="page.pk", help_text="Of the page in this language.")
    language = LanguageField(source="page.locale.language_code")
    translations = Translation(many=True, help_text="The page in each language in which it is public, this one too.")
    title = TextField(source="page.title")
    statement = TextField(source="page.statement", help_text="The first sentence that is read.")
    lead = TextField(source="page.lead")
    summary = TextField(source="page.summary", help_text="For lists.")
    url = serializers.URLField(help_text="Where people read it.")
    audience = serializers.ChoiceField(list(AUDIENCES), source="page.campaign.audience", help_text="For whom it is.")
    frame = serializers.ChoiceField(Frame.values, source="page.campaign.frame", help_text="The angle of its message.")
    starts_at = serializers.DateTimeField(source="page.campaign.starts_at")
    ends_at = serializers.DateTimeField(
        source="page.campaign.over_since",
        allow_null=True,
        help_text="When it was closed, or is planned to end; null for an open end.",
    )
    state = serializers.ChoiceField(["running", "over"])
    updated_at = serializers.DateTimeField(
        help_text="When its words last went live. A fact in them may have changed since."
    )
    body = serializers.ListField(
        source="body.blocks",
        child=OneOfField(BLOCKS),
        help_text="In the order in which it is read. Pass over types that you do not know.",
    )
    facts = Fact(
        source="body.facts",
        many=True,
        help_text="All that its texts show, with their sources, in the order in which they do.",
    )


class Helpline(Serializer):
    """A service that one can reach: for danger, to be listened to, or for information."""

    id = serializers.IntegerField(source="helpline.pk", help_text="The same in all languages.")
    language = LanguageField(help_text="Of the words.")
    title = TextField(source="wording.title")
    purpose = TextField(source="wording.purpose")
    hours = TextField(
        source="wording.hours", help_text="Empty where nobody has said so; `always_open` says day and night."
    )
    note = TextField(source="wording.note")
    number = TextField(source="helpline.number", help_text="To call; empty where it takes no calls.")
    sms_number = TextField(source="helpline.sms_number")
    chat_url = AddressField(source="helpline.chat_url")
    website = AddressField(source="helpline.website")
    spoken = serializers.ListField(source="helpline.spoken", child=TextField(), help_text="Codes of languages.")
    cost = serializers.ChoiceField(models.Helpline.Cost.values, source="helpline.cost")
    always_open = serializers.BooleanField(source="helpline.always_open", help_text="Day and night, every day.")
    kind = serializers.ChoiceField(models.Helpline.Kind.values, source="helpline.kind")
    listens_to = serializers.ListField(
        source="helpline.listens_to",
        child=AudienceField(),
        help_text="Of a listening service: who may call it about themselves.",
    )
    is_emergency = serializers.BooleanField(source="helpline.is_emergency")
    audiences = serializers.ListField(source="helpline.audiences", child=AudienceField(), help_text="For whom it is.")
    verified_on = serializers.DateField(
        source="helpline.verified_on", allow_null=True, help_text="The last day on which it was verified."
    )
