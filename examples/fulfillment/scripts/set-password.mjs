// Gives users passwords: lines of "name password" on standard input.
import { readFileSync } from "node:fs";
import pg from "pg";
import { hash } from "../app/logins.mjs";

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const [name, password] = line.split(" ");
  await client.query("UPDATE users SET password_hash = $1 WHERE username = $2", [hash(password), name]);
}
await client.end();
