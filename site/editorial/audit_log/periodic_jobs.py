"""The periodic work of the audit log."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from editorial.audit_log import chain


@periodic(every=timedelta(days=1), description="Removes entries of the audit log past their time.")
def purge_audit_log() -> str:
    return f"{chain.purge()} removed"
