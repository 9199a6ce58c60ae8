/**
 * Recent flows: a bounded ring of the latest requests and the figures by route and by statement,
 * fed by the delivery thread and read by the console.
 */
@NullMarked
package io.routeflow.micronaut.console.flows;

import org.jspecify.annotations.NullMarked;
