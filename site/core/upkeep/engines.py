"""What rooms make in the background: each engine says how its work is taken up again."""

from core import registry
from made.work import Engine

ENGINES = registry.Named(Engine)
