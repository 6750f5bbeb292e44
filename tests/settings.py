"""Settings of the tests: those of production, but for what a test cannot have."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only for tests, which keep nothing")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,testserver,127.0.0.1")
os.environ.setdefault("BASE_URL", "http://localhost")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="aller-vers-tests-"))
os.environ.setdefault("HTTPS", "off")
os.environ.setdefault("REQUIRE_SECOND_FACTOR", "off")  # its own tests switch it on
worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if not os.environ["VAR_DIR"].endswith(worker):  # inherited, it is the folder of all: each has media of its own
    os.environ["VAR_DIR"] += f"/{worker}"
    Path(os.environ["VAR_DIR"]).mkdir(exist_ok=True)

from config.settings import *  # noqa: E402, F403 (what production has, whole, in that folder; hence F405 below)

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file: threads of one process cannot share SQLite's memory without locking each other out.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (WhiteNoise warns where there is none)
