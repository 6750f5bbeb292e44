from django.db import migrations, models

from editorial.audit_log import triggers


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_after', models.CharField(max_length=64)),
                ('ends_with', models.CharField(max_length=64)),
                ('is_purging', models.BooleanField(default=False)),
            ],
            options={
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='when')),
                ('event', models.CharField(choices=[('signed_in', 'Signed in'), ('sign_in_failed', 'A sign-in failed'), ('factor_added', 'Second factor added'), ('factor_removed', 'Second factor removed'), ('factor_reset', 'Second factor reset'), ('codes_made', 'Recovery codes made'), ('password_changed', 'Password changed'), ('account_created', 'Account created'), ('account_changed', 'Account changed'), ('account_deleted', 'Account deleted'), ('roles_changed', 'Groups of an account changed'), ('group_created', 'Group created'), ('group_changed', 'Group changed'), ('group_deleted', 'Group deleted'), ('permissions_changed', 'Permissions changed'), ('log_exported', 'Audit log exported'), ('log_purged', 'Old entries removed')], max_length=40, verbose_name='what')),
                ('actor', models.CharField(blank=True, max_length=150, verbose_name='by')),
                ('subject', models.CharField(blank=True, max_length=150, verbose_name='about')),
                ('details', models.JSONField(default=dict, verbose_name='details')),
                ('previous', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'audit log entry',
                'verbose_name_plural': 'audit log',
                'ordering': ['-id'],
                'default_permissions': ['view'],
            },
        ),
        migrations.RunPython(triggers.create, triggers.drop),
    ]
