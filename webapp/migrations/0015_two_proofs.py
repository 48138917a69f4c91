"""How many proofs a platform asks for at the sign-in by e-mail address, and which came first."""

from peewee import CharField, Database, IntegerField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Add the columns; every platform asks for one proof, as it did before."""
    migrator.migrate(
        migrator.add_column("platform", "signin_proofs", IntegerField(default=1)),
        migrator.add_column("verification", "first_proof", CharField(null=True)),
        migrator.add_column("session", "first_proof", CharField(null=True)),
    )
