@org.jspecify.annotations.NullMarked
package io.routeflow.micronaut.opentelemetry;
