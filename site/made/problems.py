"""What keeps a thing from being made, in words for whoever can mend it."""

import logging

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

# The database: what was begun is begun again once it is back.
AWAY = (InterfaceError, OperationalError)
UNFORESEEN = _("It failed for a reason that nobody foresaw: %(error)s. The log says more.")
logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """A thing cannot be made as it is; the message says what in it is wrong, and what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def tell(error: Exception, what: str, unforeseen: str = UNFORESEEN) -> str:
    """The reason to be shown; the log names the thing where the fault is ours. Raises the error where the database is away: the task is begun again."""
    if isinstance(error, AWAY):
        raise error
    if isinstance(error, RefusedError):
        return error.message
    logger.error("%s could not be made", what, exc_info=error)
    return unforeseen % {"error": error}
