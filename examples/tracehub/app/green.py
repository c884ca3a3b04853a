#!/usr/bin/python3 -B
"""TraceHub 1.3.0: every row belongs to an organization. Needs the schema of revision 006."""

import time

from application import API, Application
from database import Pool
from settings import Settings
from webserver import run

MEMBERSHIP_SECONDS = 10
"""How long a membership is remembered: looking it up for each request would double the queries of a list."""


class Green(Application):
    color = "green"
    version = "1.3.0"
    organization_column = "organization_id"

    def __init__(self, pool, token_secret):
        super().__init__(pool, token_secret)
        self._memberships = {}

    def within(self, alias):
        return f"{alias}.organization_id = %(organization_id)s"

    def ready(self):
        self.pool.row("SELECT o.id, m.role FROM organizations o JOIN org_memberships m ON m.org_id = o.id LIMIT 1")
        self.pool.row("SELECT organization_id FROM shipments LIMIT 1")

    def find_user(self, user_id):
        expires, member = self._memberships.get(user_id, (0, None))
        if expires < time.monotonic():
            member = self.find_member(user_id)
            self._memberships[user_id] = (time.monotonic() + MEMBERSHIP_SECONDS, member)
        return member

    def find_member(self, user_id):
        return self.pool.row(
            """
            SELECT u.id, u.username, m.role, m.org_id AS organization_id
            FROM users u JOIN org_memberships m ON m.user_id = u.id
            WHERE u.id = %s AND u.active ORDER BY m.id LIMIT 1
            """,
            (user_id,),
        )

    def routes(self):
        return [*super().routes(), ("GET", f"{API}/organizations", self.list_organizations)]

    def list_organizations(self, request):
        user = self.user(request)
        rows = self.pool.rows(
            """
            SELECT o.id, o.name, o.slug, o.type, o.status, m.role
            FROM organizations o JOIN org_memberships m ON m.org_id = o.id
            WHERE m.user_id = %(id)s ORDER BY o.name
            """,
            user,
        )
        return 200, {"organizations": rows}

    def insert_shipment(self, values):
        return self.pool.row(
            """
            INSERT INTO shipments (reference, container_number, product_id, origin_id, exporter_id, importer_id,
                                   status, gross_weight_kg, net_weight_kg, created_by, organization_id)
            VALUES (%(reference)s, %(container_number)s, %(product_id)s, %(origin_id)s, %(exporter_id)s,
                    %(importer_id)s, 'draft', %(gross_weight_kg)s, %(net_weight_kg)s, %(id)s,
                    %(organization_id)s)
            RETURNING id, reference, status, organization_id
            """,
            values,
        )

    def insert_document(self, values):
        return self.pool.row(
            """
            INSERT INTO documents (shipment_id, kind, filename, media_type, size_bytes, sha256, content,
                                   uploaded_by, organization_id)
            SELECT s.id, %(kind)s, %(filename)s, 'application/pdf', %(size)s, %(sha256)s, %(content)s, %(id)s,
                   s.organization_id
            FROM shipments s
            WHERE s.id = %(shipment_id)s AND s.organization_id = %(organization_id)s
            RETURNING id, shipment_id, filename, size_bytes, sha256, organization_id
            """,
            values,
        )


if __name__ == "__main__":
    settings = Settings.from_environment()
    run(Green(Pool(settings.database_url, settings.pool_size, "tracehub-green"), settings.token_secret), settings)
