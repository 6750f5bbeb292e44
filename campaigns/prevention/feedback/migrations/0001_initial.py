import campaigns.prevention.feedback.models
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kits', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=20, verbose_name='language')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('questions', models.JSONField(verbose_name='questions')),
                ('key_digest', models.CharField(max_length=64, unique=True)),
                ('kit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questionnaires', to='kits.kitpage', verbose_name='kit')),
            ],
            options={
                'verbose_name': 'questionnaire of a group',
                'verbose_name_plural': 'questionnaires of groups',
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('before', 'before the sessions'), ('after', 'after the sessions')], max_length=6, verbose_name='when')),
                ('code', models.CharField(max_length=6, unique=True, verbose_name='code')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opened at')),
                ('closes_at', models.DateTimeField(default=campaigns.prevention.feedback.models.closing_time, verbose_name='closes at')),
                ('forms', models.PositiveIntegerField(default=0, verbose_name='answers')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='feedback.questionnaire')),
            ],
            options={
                'verbose_name': 'round of a questionnaire',
                'verbose_name_plural': 'rounds of questionnaires',
                'ordering': ['opened_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=36)),
                ('answer', models.PositiveSmallIntegerField()),
                ('count', models.PositiveIntegerField(default=0)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='feedback.round')),
            ],
            options={
                'verbose_name': 'total of an answer',
                'verbose_name_plural': 'totals of answers',
            },
        ),
        migrations.CreateModel(
            name='UsedTicket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='used_tickets', to='feedback.round')),
            ],
            options={
                'verbose_name': 'used form',
                'verbose_name_plural': 'used forms',
            },
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('questionnaire', 'moment'), name='one_round_before_one_after'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('round', 'question', 'answer'), name='one_tally_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='usedticket',
            constraint=models.UniqueConstraint(fields=('round', 'digest'), name='one_use_of_a_ticket'),
        ),
    ]
