from django.db import migrations


class Migration(migrations.Migration):
    """An index of ours on Wagtail's table: the children of a page are found without going through all that lies below them."""

    dependencies = [
        ('core', '0007_pending_purges'),
        ('wagtailcore', '0094_alter_page_locale'),
    ]

    operations = [
        migrations.RunSQL(
            'CREATE INDEX IF NOT EXISTS core_page_by_depth ON wagtailcore_page (depth, path)',
            'DROP INDEX IF EXISTS core_page_by_depth',
        ),
    ]
