from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deterrence', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='landingpage',
            name='object_words',
            field=models.CharField(blank=True, help_text='As in a message that is not sent. Empty: it says nothing.', max_length=60, verbose_name='what the object says'),
        ),
    ]
