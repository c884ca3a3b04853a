// Fulfillment Ops 2.0.0: budgets, shipments, personal dashboards, lead times, benchmarks, profitability.
import module from "../generated/current/index.js";
import { Application } from "./application.mjs";
import { features } from "./features.mjs";

new Application({ version: "2.0.0", schema: "20261102083000_shipments", module, features }).run();
