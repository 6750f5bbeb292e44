from django.db import migrations

from editorial.audit_log import triggers


class Migration(migrations.Migration):

    dependencies = [('audit_log', '0001_audit_log')]

    operations = [migrations.RunPython(triggers.create, migrations.RunPython.noop)]
