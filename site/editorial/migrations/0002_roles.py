from django.db import migrations


def restore_roles(apps, schema_editor):
    """Our groups and workflow, in the place of Wagtail's stock ones."""
    from editorial.access import roles

    apps.get_model("wagtailcore.Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore.Task").objects.filter(name="Moderators approval").delete()
    apps.get_model("auth.Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    roles.restore(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("core", "0003_withdrawn_files"),
        ("editorial", "0001_sign_off"),
        ("facts", "0001_initial"),
        ("home", "0002_first_home_page"),
        ("plan", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailmedia", "0004_duration_optional_floatfield"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(restore_roles, migrations.RunPython.noop)]
