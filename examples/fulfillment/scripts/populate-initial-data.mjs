// Fills the tables of 2.0.0: a budget of each month for each client, a layout and preferences for each user,
// and who takes part in the benchmarks. Running it again changes nothing.
import { PrismaPg } from "@prisma/adapter-pg";
import module from "../generated/current/index.js";

const YEAR = 2027;
const WIDGETS = ["orders", "alerts", "budgets", "shipments"];
const BATCH = 500;

const db = new module.PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 1 }) });

function monthly(client) {
  return Array.from({ length: 12 }, (_, index) => ({
    clientId: client.id,
    year: YEAR,
    month: index + 1,
    amount: 1000 + 50 * (client.id % 40) + 10 * index,
  }));
}

async function fill(table, model, rows) {
  for (let from = 0; from < rows.length; from += BATCH) {
    await model.createMany({ data: rows.slice(from, from + BATCH), skipDuplicates: true });
    const done = Math.min(from + BATCH, rows.length);
    console.log(`changeover-progress: done=${done} total=${rows.length} unit=rows table=${table}`);
  }
  console.log(`changeover-count: ${table}=${await model.count()}`);
}

try {
  const clients = await db.client.findMany({ orderBy: { id: "asc" } });
  const users = await db.user.findMany({ orderBy: { id: "asc" } });
  await fill("budgets", db.budget, clients.flatMap(monthly));
  await fill("dashboard_layouts", db.dashboardLayout, users.map(({ id }) => ({ userId: id, widgets: WIDGETS })));
  await fill(
    "user_preferences",
    db.userPreference,
    users.map(({ id }) => ({ userId: id, locale: "en", timeZone: "Europe/Berlin" })),
  );
  await fill(
    "benchmark_participation",
    db.benchmarkParticipation,
    clients.map(({ id, active }) => ({ clientId: id, optedIn: active, percentile: active ? (id * 37) % 101 : null })),
  );
  console.log("populated");
} finally {
  await db.$disconnect();
}
