"""What blue and green have in common. Each names its own columns and conditions."""

import hashlib

import psycopg2

import credentials
from fields import document_content, integer_of, shipment_values, text_of
from figures import Figures
from webserver import Refused

API = "/api/v1"
ID = "([0-9]{1,18})"


class Application:
    """One color of TraceHub.

    organization_column is selected with every business row, and within(alias) is the condition that
    keeps a query inside the caller's organization. Blue has neither.
    """

    color = ""
    version = ""
    organization_column = ""

    def __init__(self, pool, token_secret):
        self.pool = pool
        self.figures = Figures()
        self._secret = token_secret

    # What the colors differ in

    def within(self, alias):
        return "true"

    def ready(self):
        """Raises psycopg2.Error if the schema is not the one this version needs."""
        self.pool.row("SELECT id, reference, net_weight_kg FROM shipments LIMIT 1")

    def find_user(self, user_id):
        return self.pool.row("SELECT id, username, role FROM users WHERE id = %s AND active", (user_id,))

    def column(self, alias):
        return f", {alias}.{self.organization_column}" if self.organization_column else ""

    def routes(self):
        return [
            ("GET", "/health", self.health),
            ("GET", f"{API}/metrics", self.metrics),
            ("POST", f"{API}/login", self.login),
            ("GET", f"{API}/shipments", self.list_shipments),
            ("POST", f"{API}/shipments", self.create_shipment),
            ("DELETE", f"{API}/shipments/{ID}", self.delete_shipment),
            ("POST", f"{API}/documents", self.upload_document),
            ("DELETE", f"{API}/documents/{ID}", self.delete_document),
            ("GET", f"{API}/container-events", self.list_container_events),
            ("GET", f"{API}/notifications", self.list_notifications),
            ("GET", f"{API}/compliance/{ID}", self.compliance_card),
        ]

    # Who is asking

    def user(self, request):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        user_id = credentials.user_of_token(self._secret, token) if scheme == "Bearer" else None
        found = self.find_user(user_id) if user_id else None
        if not found:
            raise Refused(401, "a valid bearer token is required")
        return found

    def writer(self, request):
        found = self.user(request)
        if found["role"] == "viewer":
            raise Refused(403, "viewers do not change anything")
        return found

    def login(self, request):
        body = request.json()
        username, password = text_of(body, "username"), text_of(body, "password")
        found = self.pool.row(
            "SELECT id, password_hash FROM users WHERE username = %s AND active", (username,)
        )
        succeeded = bool(found) and credentials.password_matches(password, found["password_hash"])
        self.figures.login(succeeded)
        if not succeeded:
            raise Refused(401, "wrong user name or password")
        return 200, {
            "token": credentials.issue_token(self._secret, found["id"]),
            "expires_in": credentials.TOKEN_SECONDS,
        }

    # How it is

    def health(self, _):
        state = {"status": "up", "version": self.version, "color": self.color, "schema": None}
        try:
            state["schema"] = self.pool.row("SELECT version_num FROM alembic_version")["version_num"]
            self.ready()
        except psycopg2.Error as problem:
            reason = str(problem).strip().partition("\n")[0]
            return 503, {**state, "status": "down", "reason": reason}
        return 200, state

    def metrics(self, _):
        return 200, {
            **self.figures.snapshot(),
            "pool_size": self.pool.size,
            "pool_in_use": self.pool.in_use(),
        }

    # Shipments

    def list_shipments(self, request):
        user = self.user(request)
        limit = request.integer("limit", 20, 1, 200)
        offset = request.integer("offset", 0, 0, 1_000_000)
        rows = self.pool.rows(
            f"""
            SELECT s.id, s.reference, s.container_number, s.status, s.gross_weight_kg, s.net_weight_kg,
                   s.departed_on, s.eta, p.name AS product, e.name AS exporter, i.name AS importer
                   {self.column("s")}
            FROM shipments s
            JOIN products p ON p.id = s.product_id
            JOIN parties e ON e.id = s.exporter_id
            JOIN parties i ON i.id = s.importer_id
            WHERE {self.within("s")}
            ORDER BY s.id DESC LIMIT %(limit)s OFFSET %(offset)s
            """,
            {**user, "limit": limit, "offset": offset},
        )
        return 200, {"shipments": rows, "limit": limit, "offset": offset}

    def create_shipment(self, request):
        user = self.writer(request)
        values = {**user, **shipment_values(request.json())}
        try:
            created = self.insert_shipment(values)
        except psycopg2.errors.UniqueViolation:
            raise Refused(409, f"reference {values['reference']} exists already") from None
        except (psycopg2.errors.ForeignKeyViolation, psycopg2.errors.NumericValueOutOfRange):
            raise Refused(422, "product, origin, exporter or importer does not exist") from None
        self.figures.shipment_created()
        return 201, created

    def insert_shipment(self, values):
        return self.pool.row(
            """
            INSERT INTO shipments (reference, container_number, product_id, origin_id, exporter_id,
                                   importer_id, status, gross_weight_kg, net_weight_kg, created_by)
            VALUES (%(reference)s, %(container_number)s, %(product_id)s, %(origin_id)s, %(exporter_id)s,
                    %(importer_id)s, 'draft', %(gross_weight_kg)s, %(net_weight_kg)s, %(id)s)
            RETURNING id, reference, status
            """,
            values,
        )

    def delete_shipment(self, request):
        return self.delete("shipments", request)

    # What hangs on a shipment

    def upload_document(self, request):
        user = self.writer(request)
        body = request.json()
        content = document_content(body)
        values = {
            **user,
            "shipment_id": integer_of(body, "shipment_id"),
            "kind": text_of(body, "kind"),
            "filename": text_of(body, "filename"),
            "content": psycopg2.Binary(content),
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        created = self.insert_document(values)
        if not created:
            raise Refused(422, f"shipment {values['shipment_id']} does not exist")
        return 201, created

    def insert_document(self, values):
        """The new row, or None if the caller has no such shipment."""
        return self.pool.row(
            f"""
            INSERT INTO documents (shipment_id, kind, filename, media_type, size_bytes, sha256, content,
                                   uploaded_by)
            SELECT s.id, %(kind)s, %(filename)s, 'application/pdf', %(size)s, %(sha256)s, %(content)s, %(id)s
            FROM shipments s WHERE s.id = %(shipment_id)s AND {self.within("s")}
            RETURNING id, shipment_id, filename, size_bytes, sha256
            """,
            values,
        )

    def delete_document(self, request):
        return self.delete("documents", request)

    def delete(self, table, request):
        user = self.writer(request)
        wanted = int(request.path_values[0])
        deleted = self.pool.row(
            f"DELETE FROM {table} t WHERE t.id = %(wanted)s AND {self.within('t')} RETURNING t.id",
            {**user, "wanted": wanted},
        )
        if not deleted:
            raise Refused(404, f"no {wanted} in {table}")
        return 204, None

    def list_container_events(self, request):
        user = self.user(request)
        rows = self.pool.rows(
            f"""
            SELECT e.id, e.shipment_id, e.event_type, e.location, e.occurred_at, e.details {self.column("e")}
            FROM container_events e
            WHERE {self.within("e")} AND (%(shipment)s IS NULL OR e.shipment_id = %(shipment)s)
            ORDER BY e.id DESC LIMIT %(limit)s
            """,
            {**user, "shipment": request.optional_id("shipment_id"), "limit": request.integer("limit", 20, 1, 200)},
        )
        return 200, {"container_events": rows}

    def list_notifications(self, request):
        user = self.user(request)
        rows = self.pool.rows(
            f"""
            SELECT n.id, n.shipment_id, n.kind, n.message, n.read_at, n.created_at {self.column("n")}
            FROM notifications n
            WHERE {self.within("n")} AND n.user_id = %(id)s
            ORDER BY n.created_at DESC, n.id DESC LIMIT %(limit)s
            """,
            {**user, "limit": request.integer("limit", 20, 1, 200)},
        )
        return 200, {"notifications": rows}

    def compliance_card(self, request):
        user = self.user(request)
        shipment = int(request.path_values[0])
        card = self.pool.row(
            f"""
            SELECT c.shipment_id, s.reference, c.regulation, c.status, c.risk_level, c.statement_number,
                   c.assessed_at, o.country AS origin_country, o.region AS origin_region,
                   o.latitude, o.longitude, o.harvested_on {self.column("c")}
            FROM compliance_cards c
            JOIN shipments s ON s.id = c.shipment_id
            JOIN origins o ON o.id = s.origin_id
            WHERE {self.within("c")} AND c.shipment_id = %(shipment)s
            """,
            {**user, "shipment": shipment},
        )
        if not card:
            raise Refused(404, f"shipment {shipment} has no compliance card")
        return 200, card
