"""What refuses to change or delete an entry in the database itself, whoever asks; the purge alone is let through."""

SQLITE = {
    "audit_log_entry_unchanged": """
        CREATE TRIGGER audit_log_entry_unchanged BEFORE UPDATE ON audit_log_entry
        BEGIN SELECT RAISE(ABORT, 'entries of the audit log are never changed'); END
    """,
    "audit_log_entry_kept": """
        CREATE TRIGGER audit_log_entry_kept BEFORE DELETE ON audit_log_entry
        WHEN NOT EXISTS (SELECT 1 FROM audit_log_chain WHERE is_purging)
        BEGIN SELECT RAISE(ABORT, 'entries of the audit log are removed by its purge alone'); END
    """,
    # REPLACE deletes what is in its way without a word to the trigger of deletions.
    "audit_log_entry_not_replaced": """
        CREATE TRIGGER audit_log_entry_not_replaced BEFORE INSERT ON audit_log_entry
        WHEN EXISTS (SELECT 1 FROM audit_log_entry WHERE id = NEW.id OR previous = NEW.previous)
        BEGIN SELECT RAISE(ABORT, 'entries of the audit log are never replaced'); END
    """,
}
POSTGRESQL = """
    CREATE OR REPLACE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_log_chain WHERE is_purging) THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'entries of the audit log are neither changed nor deleted';
    END $$;
    CREATE TRIGGER audit_log_entry_refuses BEFORE UPDATE OR DELETE ON audit_log_entry
    FOR EACH ROW EXECUTE FUNCTION audit_log_refuse();
    CREATE TRIGGER audit_log_entry_kept BEFORE TRUNCATE ON audit_log_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse();
"""
POSTGRESQL_DROP = """
    DROP TRIGGER IF EXISTS audit_log_entry_refuses ON audit_log_entry;
    DROP TRIGGER IF EXISTS audit_log_entry_kept ON audit_log_entry;
    DROP FUNCTION IF EXISTS audit_log_refuse();
"""


def creating(vendor: str) -> list[str]:
    return [*SQLITE.values()] if vendor == "sqlite" else [POSTGRESQL]


def dropping(vendor: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE] if vendor == "sqlite" else [POSTGRESQL_DROP]


def create(apps, schema_editor) -> None:
    """Those of today, in the place of what an earlier migration created."""
    vendor = schema_editor.connection.vendor
    for statement in dropping(vendor) + creating(vendor):
        schema_editor.execute(statement)


def drop(apps, schema_editor) -> None:
    for statement in dropping(schema_editor.connection.vendor):
        schema_editor.execute(statement)
