"""What is written to the log: never an address that is a secret by itself."""

import logging
import re

# Whoever knows one of these addresses reads what lies behind it: a colleague's calendar, a review, a partner's page.
SECRET = re.compile(r"/(calendar|review|relay/p)/[^/\s?]{6,}?(?=\.ics|/|[?\s]|$)")


class WithoutSecrets(logging.Filter):
    """Puts an ellipsis in the place of the secret, for every handler that writes."""

    def filter(self, record: logging.LogRecord) -> bool | logging.LogRecord:
        text = record.getMessage()
        hidden = SECRET.sub(r"/\1/…", text)
        if hidden == text:
            return True
        shown = logging.makeLogRecord(record.__dict__)
        shown.msg, shown.args = hidden, ()
        return shown
