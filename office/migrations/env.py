"""What Alembic runs: the migrations of one shelf, on the connection that office.database hands over."""

from alembic import context

_GIVEN = context.config.attributes
context.configure(connection=_GIVEN["connection"], version_table=_GIVEN["version_table"], transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
