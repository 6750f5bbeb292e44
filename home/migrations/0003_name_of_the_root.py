from django.db import migrations


def name(apps, schema_editor):
    """What holds the pages of all languages is called so by whoever opens it; Wagtail's word is for programmers."""
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title="Root")
    root.update(title="Toutes les pages", draft_title="Toutes les pages")


class Migration(migrations.Migration):
    dependencies = [("home", "0002_first_home_page")]
    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
