package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.BatchOrigin;

/**
 * A destination at which what is deployed is named by settings of its own.
 *
 * @since 0.1.0
 */
@Internal
public interface VersionedExporter extends EventExporter {

  /**
   * What it says of batches that have no origin, which are those of this process: kept with them
   * where they go to disk. Must not fail.
   */
  BatchOrigin origin();
}
