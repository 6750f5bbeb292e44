"""Exits with 0 where the node in this container answers and reaches its database."""

import os
import sys
from http.client import HTTPConnection, HTTPException

PORT = 8000

connection = HTTPConnection("127.0.0.1", PORT, timeout=4)
try:
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".*")
    connection.request("GET", "/healthz", headers={"Host": host or "localhost"})
    sys.exit(0 if connection.getresponse().status == 200 else 1)
except (OSError, HTTPException) as error:
    sys.exit(f"no answer: {error}")
