"""Breaks a prepared sample by causes that happen in real life, before a deployment starts."""

import argparse
import json
import sys

import psycopg2

from .checkout import commit, head, push
from .layout import Layout, Problem

GREEN = "app/green.py"
MOVE_DATA = "backend/alembic/versions/005_move_data.py"

WEIGHTS_IN_TONNES = '''    # Some old entries are in tonnes; bring the rest in line.
    connection.execute(
        text("UPDATE shipments SET gross_weight_kg = round(gross_weight_kg / 1000, 3) WHERE id % 10 = 0")
    )
'''

QUERY_PER_SHIPMENT = '''    def list_shipments(self, request):
        status, page = super().list_shipments(request)
        for shipment in page["shipments"]:
            found = self.pool.row(
                "SELECT count(*) AS documents FROM documents WHERE filename LIKE %s",
                (f"%{shipment['reference']}%",),
            )
            shipment["documents"] = found["documents"]
        return status, page

'''

CHANGES = {
    "green-dies": (
        "Show plot areas on a map",
        GREEN,
        "import time\n",
        "import time\n\nimport tracehub_geodata\n",
    ),
    "wrong-organization": (
        "Use the short name of an organization",
        GREEN,
        "SELECT o.id, o.name, o.slug,",
        "SELECT o.id, o.slug AS name, o.slug,",
    ),
    "missing-organization-id": (
        "Do not select what the list does not show",
        GREEN,
        'organization_column = "organization_id"',
        'organization_column = ""',
    ),
    "slow-green": (
        "Show the number of documents in the shipment list",
        GREEN,
        "    def list_organizations(self, request):\n",
        QUERY_PER_SHIPMENT + "    def list_organizations(self, request):\n",
    ),
    "corrupt-data": (
        "Bring weights in line while the data moves",
        MOVE_DATA,
        "    memberships = create_memberships(connection)\n",
        WEIGHTS_IN_TONNES + "    memberships = create_memberships(connection)\n",
    ),
    "downgrade-broken": (
        "Keep memberships when going back",
        MOVE_DATA,
        '    connection.execute(text("DELETE FROM org_memberships"))\n',
        "",
    ),
}
"""Per name: the commit's message, the file, the text in it, and what replaces it."""

DUPLICATE_REFERENCE = "duplicate-reference"
NAMES = sorted([*CHANGES, DUPLICATE_REFERENCE])


def sabotage(layout, name):
    if name == DUPLICATE_REFERENCE:
        duplicate_reference(json.loads(layout.state.read_text())["database"])
    else:
        change_code(layout, *CHANGES[name])


def duplicate_reference(database):
    """The second oldest shipment gets the reference of the oldest, which the old schema allows."""
    connection = psycopg2.connect(database["url"], passfile=database["passFile"])
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """
            WITH two AS (SELECT id, reference FROM shipments ORDER BY id LIMIT 2)
            UPDATE shipments SET reference = (SELECT reference FROM two ORDER BY id LIMIT 1)
            WHERE id = (SELECT max(id) FROM two)
            """
        )
    connection.close()


def change_code(layout, message, file, old, new):
    path = layout.checkout / file
    text = path.read_text()
    if text.count(old) != 1 or (new and new in text):
        raise Problem(f"{file} is not as expected: sabotaged already?")
    path.write_text(text.replace(old, new))
    commit(layout, message)
    push(layout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True)
    parser.add_argument("what", nargs="+", choices=NAMES)
    options = parser.parse_args()
    layout = Layout(options.dir)
    try:
        layout.require()
        for name in options.what:
            sabotage(layout, name)
        print(json.dumps({"sabotaged": options.what, "commit": head(layout)}))
    except Problem as problem:
        sys.exit(f"sabotage: {problem}")
    except psycopg2.Error as problem:
        sys.exit(f"sabotage: the database refused: {' '.join(str(problem).split())}")
