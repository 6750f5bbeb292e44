"""The whole set-up on one Linux machine, without containers: for rehearsals and tests."""

from deploy.machine.machine import Machine

__all__ = ["Machine"]
