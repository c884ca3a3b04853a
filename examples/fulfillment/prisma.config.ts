// Runs Prisma without its native engines: the schema engine that Prisma brings as WebAssembly talks
// to PostgreSQL through the driver adapter.
import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

// Prisma looks for the engines that it does not need, and would download them. It runs one of them to see
// whether the database answers, and takes a good end for a yes; the driver adapter finds out for real.
process.env.PRISMA_QUERY_ENGINE_LIBRARY ??= "/bin/true";
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= "/bin/true";

// The engine forgets the timer of its wait for the migration lock, which would hold the process that long.
const LOCK_WAIT = 10_000;
const { setTimeout } = globalThis;
globalThis.setTimeout = ((work: () => void, delay?: number, ...rest: unknown[]) => {
  const timer = setTimeout(work, delay, ...rest);
  return delay === LOCK_WAIT ? timer.unref() : timer;
}) as typeof setTimeout;

const NAME_TYPE = 19;
const TEXT_TYPE = 25;

class OneSession extends PrismaPg {
  async connect() {
    const adapter: any = await super.connect();
    const performIO = adapter.performIO.bind(adapter);
    // The engine asks the catalogue for names, whose type the adapter does not know.
    adapter.performIO = async (query: unknown) => {
      const result = await performIO(query);
      for (const field of result.fields) {
        if (field.dataTypeID === NAME_TYPE) field.dataTypeID = TEXT_TYPE;
      }
      return result;
    };
    // The adapter would cut a migration at each ';' and commit the pieces one by one. Sent whole, it
    // is one transaction, as it is with the native engine.
    adapter.executeScript = async (script: string) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        adapter.onError(error);
      }
    };
    return adapter;
  }
}

export default defineConfig({
  experimental: { adapter: true },
  engine: "js",
  schema: process.env.PRISMA_SCHEMA ?? "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  adapter: async () => new OneSession({ connectionString: process.env.DATABASE_URL, max: 1, allowExitOnIdle: true }),
});
