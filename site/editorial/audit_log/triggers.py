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
}
POSTGRESQL = """
    CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_log_chain WHERE is_purging) THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'entries of the audit log are neither changed nor deleted';
    END $$;
    CREATE TRIGGER audit_log_entry_refuses BEFORE UPDATE OR DELETE ON audit_log_entry
    FOR EACH ROW EXECUTE FUNCTION audit_log_refuse();
"""
POSTGRESQL_DROP = """
    DROP TRIGGER IF EXISTS audit_log_entry_refuses ON audit_log_entry;
    DROP FUNCTION IF EXISTS audit_log_refuse();
"""


def create(apps, schema_editor) -> None:
    statements = SQLITE.values() if schema_editor.connection.vendor == "sqlite" else [POSTGRESQL]
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE] if is_sqlite else [POSTGRESQL_DROP]:
        schema_editor.execute(statement)
