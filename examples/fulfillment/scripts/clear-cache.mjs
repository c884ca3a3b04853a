// Empties the directory in which the application keeps rendered reports.
import { mkdirSync, readdirSync, rmSync } from "node:fs";

const CACHE = new URL("../cache/", import.meta.url);
mkdirSync(CACHE, { recursive: true });
const kept = readdirSync(CACHE);
kept.forEach((name) => rmSync(new URL(name, CACHE), { recursive: true }));
console.log(`${kept.length} entries removed, cache empty`);
