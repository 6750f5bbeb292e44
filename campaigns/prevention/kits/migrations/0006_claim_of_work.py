from django.db import migrations, models


class Migration(migrations.Migration):
    """The field is that of all work now; no table changes."""

    dependencies = [("kits", "0005_address_of_the_site")]

    operations = [
        migrations.AlterField(model_name="kitedition", name="moved_at", field=models.DateTimeField(null=True)),
    ]
