"""What every site needs, whatever its rooms: each module declares its checks when it is loaded."""

from core.doctor_checks import cache, clock, content, database, mail, settings, storage

__all__ = ["cache", "clock", "content", "database", "mail", "settings", "storage"]
