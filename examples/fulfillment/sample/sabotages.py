"""Breaks a prepared sample by causes that happen in real life: in the code, or in the data of a running business."""

import argparse
import json
import sys

from .layout import Layout, Problem
from .tools import commit, run

MIGRATIONS = "prisma/migrations"
COSTS = f"{MIGRATIONS}/20261102080000_unit_costs/migration.sql"
DASHBOARDS = f"{MIGRATIONS}/20261102082000_dashboards/migration.sql"

CHANGES = {
    "half-a-migration": (
        "Let other sessions see the layouts early",
        DASHBOARDS,
        "CREATE TABLE user_preferences (",
        "COMMIT;\nALTER TABLE user_settings RENAME TO user_preferences_old;\n\nCREATE TABLE user_preferences (",
    ),
    "new-version-dies": (
        "Render reports as PDF",
        "app/current.mjs",
        'import { features }',
        'import "fulfillment-pdf";\nimport { features }',
    ),
    "wrong-budgets": (
        "Sum budgets in the database",
        "app/features.mjs",
        "sum + Number(budget.amount), 0)",
        "sum + budget.amount, 0)",
    ),
    "corrupt-prices": (
        "Prices without cents",
        COSTS,
        "ALTER TABLE products ALTER COLUMN unit_cost",
        "UPDATE products SET price = round(price);\nALTER TABLE products ALTER COLUMN unit_cost",
    ),
    "early-commit": (
        "Let other sessions see the costs early",
        COSTS,
        "ALTER TABLE products ADD CONSTRAINT",
        "COMMIT;\nALTER TABLE products ADD CONSTRAINT",
    ),
    "tidy-prices": (
        "No product has a price below nothing",
        COSTS,
        "UPDATE products SET unit_cost",
        "UPDATE products SET price = 0 WHERE price < 0;\nUPDATE products SET unit_cost",
    ),
}
"""Per name: the commit's message, the file, the text in it, and what replaces it."""

ROWS = {
    # The old schema allows it; the new one has an index that does not.
    "duplicate-tracking-number": """
        UPDATE orders SET tracking_number = (SELECT tracking_number FROM orders WHERE id = 1) WHERE id = 2
    """,
    "negative-price": "INSERT INTO products (sku, name, price) VALUES ('CREDIT', 'Credit note', -5)",
}
"""Per name: what somebody does to the data."""

NAMES = sorted([*CHANGES, *ROWS])


def sabotage(layout, name):
    if name in ROWS:
        url = (layout.secrets / "database-url").read_text()
        run("node", "scripts/run-sql.mjs", cwd=layout.checkout, env={"DATABASE_URL": url}, stdin=ROWS[name])
    else:
        change_code(layout, *CHANGES[name])


def change_code(layout, message, file, old, new):
    path = layout.checkout / file
    text = path.read_text()
    if text.count(old) != 1 or new in text:
        raise Problem(f"{file} is not as expected: sabotaged already?")
    path.write_text(text.replace(old, new))
    commit(layout, message)


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
        print(json.dumps({"sabotaged": options.what}))
    except Problem as problem:
        sys.exit(f"sabotage: {problem}")
