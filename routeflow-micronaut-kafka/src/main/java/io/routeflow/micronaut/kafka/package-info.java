/** Kafka as a destination: one record an event, on the producer of micronaut-kafka. */
@NullMarked
package io.routeflow.micronaut.kafka;

import org.jspecify.annotations.NullMarked;
