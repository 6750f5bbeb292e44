"""The classes with whom kits are used, by the codes that kits keep, with the ages of their pupils in years."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CLASSES: dict[str, tuple[str | Promise, tuple[int, int]]] = {
    "6e": (_("collège, 6e"), (11, 12)),
    "5e": (_("collège, 5e"), (12, 13)),
    "4e": (_("collège, 4e"), (13, 14)),
    "3e": (_("collège, 3e"), (14, 15)),
    "lycee": (_("lycée"), (15, 18)),
}
