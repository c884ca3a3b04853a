"""Moves all data into one organization, VIBOTAJ, and makes every user a member of it.

The lines on standard output are meant for programs:

    changeover-progress: done=<n> total=<n> unit=rows table=<table>
    changeover-count: <what>=<n>
    changeover-note: <text>

done and total count over all tables. A count line comes once per table, at the end.
"""

from alembic import op
from sqlalchemy import text

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None

VIBOTAJ = "5f0e8a52-8f6b-4c1e-9d55-0c1d7b9a0001"

TABLES = (
    "users",
    "parties",
    "products",
    "origins",
    "shipments",
    "documents",
    "container_events",
    "compliance_cards",
    "notifications",
)

BATCH_ROWS = 5_000
"""Keeps a statement far below a second, so that it does not count as a slow query."""


def upgrade():
    connection = op.get_bind()
    create_organization(connection)
    moved = in_batches(connection, "organization_id = :organization", "organization_id IS NULL")
    memberships = create_memberships(connection)
    for table, rows in moved.items():
        say(f"changeover-count: {table}={rows}")
    say(f"changeover-count: org_memberships={memberships}")


def downgrade():
    connection = op.get_bind()
    in_batches(connection, "organization_id = NULL", "organization_id = :organization")
    connection.execute(text("DELETE FROM invitations"))
    connection.execute(text("DELETE FROM org_memberships"))
    connection.execute(text("DELETE FROM organizations"))


def create_organization(connection):
    connection.execute(
        text(
            "INSERT INTO organizations (id, name, slug, type)"
            " VALUES (:organization, 'VIBOTAJ', 'vibotaj', 'exporter')"
        ),
        {"organization": VIBOTAJ},
    )
    say("changeover-note: organization VIBOTAJ created")


def create_memberships(connection):
    return connection.execute(
        text(
            "INSERT INTO org_memberships (org_id, user_id, role)"
            " SELECT organization_id, id, role FROM users ORDER BY id"
        )
    ).rowcount


def in_batches(connection, assignment, condition):
    """Applies the assignment to the rows that meet the condition; answers how many per table."""
    totals = {table: count(connection, table, condition) for table in TABLES}
    total = sum(totals.values())
    done = 0
    changed = {}
    for table in TABLES:
        changed[table] = 0
        for rows in batches(connection, table, assignment, condition):
            changed[table] += rows
            done += rows
            # The old application may add rows meanwhile: the total never falls behind.
            total = max(total, done)
            say(f"changeover-progress: done={done} total={total} unit=rows table={table}")
    return changed


def count(connection, table, condition):
    query = text(f"SELECT count(*) FROM {table} WHERE {condition}")
    return connection.execute(query, parameters(condition)).scalar()


def batches(connection, table, assignment, condition):
    statement = text(
        f"""
        WITH batch AS (
            SELECT id FROM {table} WHERE id > :after AND {condition} ORDER BY id LIMIT :rows
        ), changed AS (
            UPDATE {table} SET {assignment} FROM batch WHERE {table}.id = batch.id RETURNING {table}.id
        )
        SELECT count(*), max(id) FROM changed
        """
    )
    after = 0
    while True:
        values = {"after": after, "rows": BATCH_ROWS, **parameters(assignment + condition)}
        rows, last = connection.execute(statement, values).one()
        if rows == 0:
            return
        yield rows
        after = last


def parameters(fragment):
    return {"organization": VIBOTAJ} if ":organization" in fragment else {}


def say(line):
    print(line, flush=True)
