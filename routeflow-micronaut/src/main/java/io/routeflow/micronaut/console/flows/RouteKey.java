package io.routeflow.micronaut.console.flows;

/** What makes a route: two handlers of one template and method are one. */
record RouteKey(String method, String path) {}
