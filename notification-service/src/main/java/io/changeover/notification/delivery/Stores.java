package io.changeover.notification.delivery;

/** What is kept. */
record Stores(DeploymentViews views, HeldEvents held, Deliveries deliveries) {}
