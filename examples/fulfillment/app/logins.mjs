// Passwords as scrypt hashes, and bearer tokens that are signed and run out.
import { createHmac, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { Refused } from "./http.mjs";

const TOKEN_SECONDS = 12 * 3600;
const SCRYPT = { N: 4096, r: 8, p: 1 };

export function hash(password, salt = randomBytes(16).toString("hex")) {
  return `${salt}$${scryptSync(password, salt, 32, SCRYPT).toString("hex")}`;
}

export function fits(password, stored) {
  const [salt, expected] = stored.split("$");
  if (!expected) return false;
  return timingSafeEqual(Buffer.from(hash(password, salt)), Buffer.from(stored));
}

export class Tokens {
  #secret;

  constructor(secret) {
    this.#secret = secret;
  }

  issue(user) {
    const claims = { id: user.id, role: user.role, until: Math.floor(Date.now() / 1000) + TOKEN_SECONDS };
    const text = Buffer.from(JSON.stringify(claims)).toString("base64url");
    return `${text}.${this.#sign(text)}`;
  }

  /** Who asks; refuses somebody who is nobody, or has another role than one of these. */
  require(headers, ...roles) {
    const [text = "", signature = ""] = (headers.authorization ?? "").replace(/^Bearer /, "").split(".");
    const expected = Buffer.from(this.#sign(text));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refused(401, "log in first");
    const claims = JSON.parse(Buffer.from(text, "base64url"));
    if (claims.until < Date.now() / 1000) throw new Refused(401, "log in again");
    if (roles.length > 0 && !roles.includes(claims.role)) throw new Refused(403, `for ${roles.join(" and ")} only`);
    return claims;
  }

  #sign(text) {
    return createHmac("sha256", this.#secret).update(text).digest("base64url");
  }
}
