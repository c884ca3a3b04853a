// Fulfillment Ops 1.4.0: what serves before the deployment.
import module from "../generated/previous/index.js";
import { Application } from "./application.mjs";

new Application({ version: "1.4.0", schema: "20260105090000_base", module }).run();
