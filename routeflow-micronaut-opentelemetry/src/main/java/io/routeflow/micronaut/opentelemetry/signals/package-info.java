/** What is behind the client for signals: the SDK's providers, and delivery that counts. */
@NullMarked
package io.routeflow.micronaut.opentelemetry.signals;

import org.jspecify.annotations.NullMarked;
