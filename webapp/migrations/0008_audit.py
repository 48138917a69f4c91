"""The audit log, which only grows. A frozen copy of the models, and the triggers that keep it."""

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    Database,
    Model,
    SqliteDatabase,
    TextField,
)
from playhouse.migrate import SchemaMigrator

SENTENCE = "the audit log is never changed; it only grows"

SQLITE = f"""
CREATE TRIGGER audit_event_keep BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
CREATE TRIGGER audit_event_stay BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
CREATE TRIGGER audit_tip_stay BEFORE DELETE ON audit_tip
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
"""

POSTGRESQL = f"""
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END; $$;;
CREATE TRIGGER audit_event_keep BEFORE UPDATE OR DELETE ON audit_event
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();;
CREATE TRIGGER audit_event_fill BEFORE TRUNCATE ON audit_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();;
CREATE TRIGGER audit_tip_stay BEFORE DELETE ON audit_tip
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();;
CREATE TRIGGER audit_tip_fill BEFORE TRUNCATE ON audit_tip
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
"""


class AuditEvent(Model):
    """The table as it was at first."""

    chain = CharField()
    seq = BigIntegerField()
    at = BigIntegerField(index=True)
    event = CharField()
    actor = CharField()
    account_id = CharField(null=True)
    platform_id = CharField(null=True)
    ip = CharField()
    agent = CharField()
    request_id = CharField()
    result = CharField()
    detail = TextField()
    key = CharField()
    mac = CharField()

    class Meta:
        table_name = "audit_event"
        primary_key = CompositeKey("chain", "seq")
        indexes = ((("platform_id", "at"), False),)


class AuditTip(Model):
    """The table as it was at first."""

    chain = CharField(primary_key=True)
    seq = BigIntegerField()
    digest = CharField()
    key = CharField()
    mac = CharField()

    class Meta:
        table_name = "audit_tip"


TABLES = [AuditEvent, AuditTip]


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Make the tables and their triggers."""
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
    is_sqlite = isinstance(db, SqliteDatabase)
    statements = SQLITE.split("END;\n") if is_sqlite else POSTGRESQL.split(";;\n")
    for statement in filter(str.strip, statements):
        db.execute_sql(statement + "END;" if is_sqlite else statement)
