"""Makes the pictures that are missing, in all sizes that live pages show."""

from django.core.management.base import BaseCommand
from django.urls import reverse

from core.models import CampaignImage
from core.renditions import making


class Command(BaseCommand):
    help = (
        "Makes each size of each picture that live pages show and that is missing: after an upgrade that shows new sizes, "
        "after a restore without `media/images/`, or where making one failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sweep", action="store_true", help="also delete sizes that nothing shows any more")

    def handle(self, *, sweep: bool, **options):
        made, failed = making.mend(thoroughly=True)
        for image in CampaignImage.objects.exclude(rendition_problem="").order_by("pk"):
            where = reverse("wagtailimages:edit", args=[image.pk])
            self.stderr.write(f"{where} {image.title}: {image.rendition_problem}")
        swept = f", {making.sweep()} deleted" if sweep else ""
        self.stdout.write(f"{made} made, {failed} failed{swept}")
