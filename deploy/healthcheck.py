"""Exits with 0 where the node in this container can serve."""

import sys
from http.client import HTTPConnection, HTTPException

PORT = 8000

connection = HTTPConnection("127.0.0.1", PORT, timeout=4)
try:
    connection.request("GET", "/readyz")
    answer = connection.getresponse()
    print(answer.read().decode())
    sys.exit(0 if answer.status == 200 else 1)
except (OSError, HTTPException) as error:
    sys.exit(f"no answer: {error}")
