"""What is served, told to the rooms that count it; and what they know of it."""

from core import registry
from serving.served import Describe, Listener, describe_pages, listen

# Functions that take the environ (PEP 3333) of each request that was served something, and what it was.
LISTENERS = registry.Kind[Listener](taken=listen)
# (model of a page, function that returns fields of `Served` that its room knows of such a page)
DESCRIBED = registry.Kind[tuple[type, Describe]](taken=lambda pair: describe_pages(*pair))
