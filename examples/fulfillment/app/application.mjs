// What every version of Fulfillment Ops can do.
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Figures } from "./figures.mjs";
import { id, limit, Refused, serve } from "./http.mjs";
import { fits, Tokens } from "./logins.mjs";

const CONNECTIONS = 8;
const NEWEST_MIGRATION = `SELECT migration_name FROM _prisma_migrations
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name DESC LIMIT 1`;

export class Application {
  figures = new Figures();

  /** schema: the newest migration that this version needs; module: its generated Prisma Client. */
  constructor({ version, schema, module, features = () => [] }) {
    this.version = version;
    this.schema = schema;
    this.prismaVersion = module.Prisma.prismaVersion.client;
    this.pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS });
    this.pool.on("error", () => {});
    this.db = new module.PrismaClient({ adapter: new PrismaPg(this.pool) });
    this.tokens = new Tokens(readFileSync(process.env.TOKEN_SECRET_FILE));
    this.features = features;
  }

  run() {
    serve([...this.routes(), ...this.features(this)], {
      port: Number(process.env.PORT),
      name: `fulfillment-ops ${this.version}`,
      figures: this.figures,
      stopped: () => this.db.$disconnect(),
    });
  }

  routes() {
    const user = (handle, ...roles) => (request) => handle(request, this.tokens.require(request.headers, ...roles));
    return [
      ["GET", /^\/health$/, () => this.health()],
      ["GET", /^\/metrics$/, () => [200, this.figures.shown(this.pool)]],
      ["POST", /^\/api\/login$/, (request) => this.login(request)],
      ["GET", /^\/api\/clients$/, user((request) => this.clients(request), "admin")],
      ["GET", /^\/api\/products$/, user((request) => this.products(request))],
      ["GET", /^\/api\/alerts$/, user((request) => this.alerts(request), "admin")],
      ["GET", /^\/api\/orders$/, user((request) => this.orders(request))],
      ["POST", /^\/api\/orders$/, user((request) => this.order(request))],
      ["DELETE", /^\/api\/orders\/([0-9]+)$/, user((request) => this.cancel(request), "admin")],
      ["GET", /^\/api\/dashboard$/, user((request, who) => this.dashboard(who))],
    ];
  }

  async health() {
    const found = await this.db.$queryRawUnsafe(NEWEST_MIGRATION).catch(() => null);
    const schema = found?.[0]?.migration_name ?? "";
    const fits = schema === this.schema;
    const status = fits ? "up" : found ? "wrong schema" : "no database";
    return [fits ? 200 : 503, { status, version: this.version, schema, prisma_client: this.prismaVersion }];
  }

  async login({ body }) {
    const user = await this.db.user.findUnique({ where: { username: String(body.username) } });
    const accepted = user !== null && fits(String(body.password), user.passwordHash);
    this.figures.login(accepted);
    if (!accepted) throw new Refused(401, "wrong user name or password");
    return [200, { token: this.tokens.issue(user), role: user.role }];
  }

  async clients({ query }) {
    return [200, { clients: await this.db.client.findMany({ take: limit(query), orderBy: { code: "asc" } }) }];
  }

  async products({ query }) {
    return [200, { products: await this.db.product.findMany({ take: limit(query), orderBy: { sku: "asc" } }) }];
  }

  async alerts({ query }) {
    const open = { where: { resolvedAt: null }, take: limit(query), orderBy: { raisedAt: "desc" } };
    return [200, { alerts: await this.db.alert.findMany(open) }];
  }

  async orders({ query }) {
    const newest = { take: limit(query), orderBy: { id: "desc" }, include: { lines: true } };
    return [200, { orders: await this.db.order.findMany(newest) }];
  }

  async order({ body }) {
    const product = await this.db.product.findUnique({ where: { sku: String(body.sku) } });
    const client = await this.db.client.findUnique({ where: { code: String(body.client) } });
    const quantity = Number(body.quantity);
    if (!product || !client || !(quantity > 0)) throw new Refused(400, "unknown client or product, or no quantity");
    const line = { productId: product.id, quantity, unitPrice: product.price };
    const created = await this.db.order.create({
      data: {
        reference: String(body.reference),
        clientId: client.id,
        total: product.price.mul(quantity),
        lines: { create: [line] },
      },
      include: { lines: true },
    });
    return [201, created];
  }

  async cancel({ match }) {
    await this.db.order.delete({ where: { id: id(match[1]) } });
    return [204];
  }

  async dashboard(who) {
    const [orders, open, alerts] = await Promise.all([
      this.db.order.count(),
      this.db.order.count({ where: { status: "requested" } }),
      this.db.alert.count({ where: { resolvedAt: null } }),
    ]);
    return [200, { user: who.id, orders, open_orders: open, open_alerts: alerts }];
  }
}
