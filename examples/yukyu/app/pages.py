"""What the application answers: one function for each path."""

import csv
import html
import io

from cryptography.fernet import Fernet

MOST = 500
"""So many rows are listed."""
BUSY_PERCENT = 80
"""More than this share of the pool in use is worth an alert."""


class Pages:
    def __init__(self, database, key, figures):
        self._database = database
        self._fernet = Fernet(key)
        self._figures = figures

    def health(self, _):
        employees = self._database.rows("SELECT count(*) AS n FROM employees")[0]["n"]
        return {"status": "healthy", "database": self._database.kind, "employees": employees, "pool": self._database.pool()}

    def db_status(self, _):
        return {"database": self._database.kind, "counts": self._database.counts(), "pool": self._database.pool()}

    def metrics(self, _):
        pool = self._database.pool()
        busy = 100 * pool["in_use"] > BUSY_PERCENT * pool["size"]
        return {**self._figures.now(), f"pool_above_{BUSY_PERCENT}_percent": busy}

    def employees(self, query):
        year = query.get("year")
        where = "WHERE year = :year" if year else ""
        return plain(
            self._database.rows(
                f"SELECT id, employee_num, name, factory, year, granted, used, balance FROM employees {where} ORDER BY id LIMIT {MOST}",
                **({"year": int(year)} if year else {}),
            )
        )

    def genzai(self, _):
        return [
            {**row, "birth_date": self._decrypted(row["birth_date"])}
            for row in plain(
                self._database.rows(
                    f"SELECT id, employee_num, name, factory, status, active, birth_date FROM genzai ORDER BY id LIMIT {MOST}"
                )
            )
        ]

    def ukeoi(self, _):
        return plain(self._database.rows(f"SELECT id, employee_num, name, contract, status FROM ukeoi ORDER BY id LIMIT {MOST}"))

    def export(self, _):
        out = io.StringIO()
        rows = self.employees({})
        writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else ["id"])
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()

    def dashboard(self, _):
        years = self._database.rows("SELECT year, sum(used) AS used, count(*) AS people FROM employees GROUP BY year ORDER BY year")
        most = max((float(row["used"]) for row in years), default=1) or 1
        bars = "".join(
            f'<rect x="{i * 60}" y="{100 - 100 * float(row["used"]) / most:.0f}" width="50" height="{100 * float(row["used"]) / most:.0f}"/>'
            for i, row in enumerate(years)
        )
        table = "".join(f"<tr><td>{row['year']}</td><td>{row['people']}</td><td>{float(row['used']):.1f}</td></tr>" for row in years)
        return (
            "<!doctype html><title>有給管理</title><h1>有給休暇</h1>"
            f"<p>{html.escape(self._database.kind)}</p><svg id='chart' width='600' height='100'>{bars}</svg>"
            f"<table id='vacation'>{table}</table>"
        )

    def _decrypted(self, token):
        return self._fernet.decrypt(token.encode()).decode() if token else None


def plain(rows):
    """Both databases' ways of saying the same: a Boolean of SQLite is a number."""
    return [{name: bool(value) if name == "active" else value for name, value in row.items()} for row in rows]
