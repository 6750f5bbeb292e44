"""Emergency services, listening services, information: what was a tick is a kind, and a listening service says whom it listens to.

Nobody has said so yet of what is there. A helpline with a way to talk to somebody is taken to listen to the audiences that it is
shown to, but for buyers: almost none is for them, and a wrong promise is worse than none.
"""

import core.text.fields
from django.db import migrations, models


def kind_of(fields):
    """(kind, whom it listens to), of a row or of a revision's content."""
    if fields["is_emergency"]:
        return "emergency", []
    audiences = [audience for audience in fields["audiences"] if audience != "buyers"]
    talks = fields["number"] or fields["sms_number"] or fields["chat_url"]
    return ("listening", audiences) if talks and audiences else ("information", [])


NAMES = ("is_emergency", "audiences", "number", "sms_number", "chat_url")


def name_kinds(apps, schema_editor):
    for line in apps.get_model("facts", "Helpline").objects.all():
        line.kind, line.listens_to = kind_of({name: getattr(line, name) for name in NAMES})
        line.save(update_fields=["kind", "listens_to"])
    for revision in revisions(apps):
        if "is_emergency" in revision.content:
            revision.content["kind"], revision.content["listens_to"] = kind_of(
                {name: revision.content.get(name) or "" for name in NAMES}
            )
            revision.save(update_fields=["content"])


def tick_emergencies(apps, schema_editor):
    apps.get_model("facts", "Helpline").objects.filter(kind="emergency").update(is_emergency=True)
    for revision in revisions(apps):
        revision.content["is_emergency"] = revision.content.get("kind") == "emergency"
        revision.save(update_fields=["content"])


def revisions(apps):
    kept = apps.get_model("wagtailcore", "Revision").objects
    return kept.filter(content_type__app_label="facts", content_type__model="helpline").iterator()


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0002_withheld_facts"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="helpline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("emergency", "emergency service"),
                    ("listening", "listening service"),
                    ("information", "information, or a site"),
                ],
                default="information",
                help_text="Emergency services are for danger. A listening service has somebody who answers and listens.",
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="helpline",
            name="listens_to",
            field=core.text.fields.ChoicesField(
                blank=True,
                default=list,
                help_text="Of a listening service: who may call it about themselves. No others are promised that it listens.",
                verbose_name="whom it listens to",
            ),
        ),
        migrations.RunPython(name_kinds, tick_emergencies),
        migrations.RemoveField(model_name="helpline", name="is_emergency"),
    ]
