"""Triggers by which a database refuses to change or delete lines, in each dialect that the office knows."""

from alembic import op

_SQLITE = (
    "CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} lines are never changed'); END",
    "CREATE TRIGGER {table}_remains BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} lines are never deleted'); END",
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION xinmai_never() RETURNS trigger AS "
    "'BEGIN RAISE EXCEPTION ''% lines are never changed or deleted'', TG_TABLE_NAME; END' LANGUAGE plpgsql",
    "CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION xinmai_never()",
    "CREATE TRIGGER {table}_remains BEFORE DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION xinmai_never()",
)


def keep(table: str) -> None:
    """From now on lines of this table are only added."""
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement.format(table=table))
