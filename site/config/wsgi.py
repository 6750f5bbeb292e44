"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

# They need the settings and the rooms, which are there once Django is set up.
from core.upkeep.metrics import REQUEST_KINDS  # noqa: E402
from serving.desks import Desks  # noqa: E402
from serving.page_cache import report  # noqa: E402
from serving.page_cache.application import PageCache  # noqa: E402
from serving.postgresql import patience  # noqa: E402
from serving.proxies import Doorstep  # noqa: E402
from serving.web_server import ending  # noqa: E402
from serving.web_server.measuring import Measured  # noqa: E402
from serving.web_server.probes import Probes  # noqa: E402

patience.limit_this_process()
page_cache = PageCache(Probes(Measured(Desks(django_application), REQUEST_KINDS)), renewing=8)
report.register(page_cache.store, page_cache.maker.stale)
application = Doorstep(page_cache)
ending.be_present(application)
