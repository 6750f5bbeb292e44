import core.text.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaign',
            name='theme',
            field=models.ForeignKey(blank=True, help_text='Its face on pages. Shown once it is approved. Empty: the voice alone.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='themes.theme', verbose_name='theme'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='call_to_action',
            field=core.text.fields.StreamField([], blank=True, help_text='What there is to do, beside the statement: on the first screen of a phone.', verbose_name='call to action'),
        ),
        migrations.AddField(
            model_name='campaignpage',
            name='object_words',
            field=models.CharField(blank=True, help_text='As in a message that is not sent. Empty: it says nothing.', max_length=60, verbose_name='what the object says'),
        ),
    ]
