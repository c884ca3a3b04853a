// What an application counts of itself.

const KEPT = 1000;

export class Figures {
  requests = 0;
  errors = 0;
  logins = 0;
  refusedLogins = 0;
  #times = [];

  request(status, milliseconds) {
    this.requests += 1;
    if (status >= 500) this.errors += 1;
    this.#times.push(milliseconds);
    if (this.#times.length > KEPT) this.#times.shift();
  }

  login(accepted) {
    if (accepted) this.logins += 1;
    else this.refusedLogins += 1;
  }

  shown(pool) {
    const sorted = [...this.#times].sort((a, b) => a - b);
    return {
      requests: this.requests,
      errors: this.errors,
      error_rate_percent: this.requests === 0 ? 0 : (100 * this.errors) / this.requests,
      logins: this.logins,
      refused_logins: this.refusedLogins,
      median_ms: sorted[Math.floor(sorted.length / 2)] ?? 0,
      pool: { used: pool.totalCount - pool.idleCount, waiting: pool.waitingCount, most: pool.options.max },
    };
  }
}
