// HTTP around an application: routes, JSON in and out, one log line per request, a clean stop.
import { createServer } from "node:http";

const LARGEST_BODY = 1024 * 1024;
const LEVELS = { info: "INFO", warning: "WARNING", error: "ERROR" };

/** The request cannot be served; the status and the reason go to the caller. */
export class Refused extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

export function log(level, message) {
  console.log(`${new Date().toISOString()} ${LEVELS[level]} ${message.replaceAll("\n", " ")}`);
}

export function limit(query) {
  const text = query.get("limit") ?? "20";
  if (!/^[0-9]{1,4}$/.test(text) || Number(text) < 1 || Number(text) > 500) {
    throw new Refused(400, "limit must be a number from 1 to 500");
  }
  return Number(text);
}

export function id(text) {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new Refused(404, "no such id");
  return Number(text);
}

/** Serves routes [method, pattern, handle] until SIGTERM. */
export function serve(routes, { port, name, figures, stopped }) {
  const server = createServer(async (request, response) => {
    const began = performance.now();
    const [status, payload] = await answer(routes, request);
    const took = performance.now() - began;
    figures.request(status, took);
    send(response, status, payload);
    log("info", `request method=${request.method} path=${request.url} status=${status} ms=${took.toFixed(1)}`);
  });
  server.listen(port, "127.0.0.1", () => log("info", `started ${name} port=${port}`));
  const stop = async () => {
    server.close();
    server.closeIdleConnections();
    await stopped();
    log("info", `stopped ${name}`);
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

async function answer(routes, request) {
  const url = new URL(request.url, "http://localhost");
  try {
    const body = await read(request);
    for (const [method, pattern, handle] of routes) {
      const match = method === request.method && pattern.exec(url.pathname);
      if (match) return await handle({ headers: request.headers, query: url.searchParams, body, match });
    }
    return [404, { error: `no such resource: ${request.method} ${url.pathname}` }];
  } catch (problem) {
    if (problem instanceof Refused) return [problem.status, { error: problem.message }];
    log("error", `failed path=${url.pathname} problem=${problem.message}`);
    return [500, { error: "internal error" }];
  }
}

async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST_BODY) throw new Refused(413, "the body is too large");
    parts.push(part);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    throw new Refused(400, "the body must be JSON");
  }
}

function send(response, status, payload) {
  const body = status === 204 ? "" : `${JSON.stringify(payload)}\n`;
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}
