// What is new in 2.0.0.
import { limit, Refused } from "./http.mjs";

const LEAD_TIMES = `SELECT c.code, count(*)::int AS shipments, round(avg(s.lead_time_days), 1)::float AS days
  FROM shipments s JOIN orders o ON o.id = s.order_id JOIN clients c ON c.id = o.client_id
  WHERE s.lead_time_days IS NOT NULL GROUP BY c.code ORDER BY c.code LIMIT 20`;
const PROFITABILITY = `SELECT c.code, sum(l.quantity * l.unit_price)::float AS revenue,
  sum(l.quantity * (l.unit_price - p.unit_cost))::float AS margin
  FROM clients c JOIN orders o ON o.client_id = c.id JOIN order_lines l ON l.order_id = o.id
  JOIN products p ON p.id = l.product_id GROUP BY c.code ORDER BY c.code LIMIT 20`;

export function features(application) {
  const { db, tokens } = application;
  const user = (handle, ...roles) => (request) => handle(request, tokens.require(request.headers, ...roles));
  const all = async (name, sql) => [200, { [name]: await db.$queryRawUnsafe(sql) }];
  return [
    ["GET", /^\/api\/budgets\/(C[0-9]{4})$/, user((request) => budgets(db, request))],
    ["GET", /^\/api\/shipments$/, user((request) => shipments(db, request))],
    ["GET", /^\/api\/shipments\/(TRK[0-9]{9})$/, user((request) => shipment(db, request))],
    ["GET", /^\/api\/dashboard\/layout$/, user((_, who) => layout(db, who))],
    ["PUT", /^\/api\/dashboard\/layout$/, user((request, who) => arrange(db, request, who))],
    ["GET", /^\/api\/benchmarks$/, user((request) => benchmarks(db, request))],
    ["GET", /^\/api\/lead-times$/, user(() => all("lead_times", LEAD_TIMES), "admin")],
    ["GET", /^\/api\/profitability$/, user(() => all("profitability", PROFITABILITY), "admin")],
  ];
}

function found(thing, what) {
  if (thing === null) throw new Refused(404, `no such ${what}`);
  return thing;
}

async function budgets(db, { match }) {
  const client = found(await db.client.findUnique({ where: { code: match[1] }, include: { budgets: true } }), "client");
  const amount = client.budgets.reduce((sum, budget) => sum + Number(budget.amount), 0);
  const spent = await db.order.aggregate({ where: { clientId: client.id }, _sum: { total: true } });
  return [200, { client: client.code, months: client.budgets.length, amount, spent: Number(spent._sum.total ?? 0) }];
}

async function shipments(db, { query }) {
  return [200, { shipments: await db.shipment.findMany({ take: limit(query), orderBy: { id: "desc" } }) }];
}

async function shipment(db, { match }) {
  const one = await db.shipment.findUnique({ where: { trackingNumber: match[1] }, include: { order: true } });
  return [200, found(one, "shipment")];
}

async function layout(db, who) {
  return [200, found(await db.dashboardLayout.findUnique({ where: { userId: who.id } }), "layout")];
}

async function arrange(db, { body }, who) {
  if (!Array.isArray(body.widgets)) throw new Refused(400, "widgets must be a list");
  const widgets = { widgets: body.widgets };
  const where = { userId: who.id };
  return [200, await db.dashboardLayout.upsert({ where, update: widgets, create: { ...where, ...widgets } })];
}

async function benchmarks(db, { query }) {
  const part = { where: { optedIn: true }, take: limit(query), orderBy: { clientId: "asc" } };
  return [200, { participants: await db.benchmarkParticipation.findMany(part) }];
}
