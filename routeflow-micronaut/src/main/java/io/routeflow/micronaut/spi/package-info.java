/** What other modules and applications plug into: exporters, recordings, observers. */
@NullMarked
package io.routeflow.micronaut.spi;

import org.jspecify.annotations.NullMarked;
