package io.routeflow.micronaut.export.replaystack;

import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.event.BatchOrigin;

/**
 * Which service sends: as it is set for ReplayStack, else as for the whole module. Immutable.
 *
 * @param own what is set for this destination
 * @param common what holds for all
 */
record ServiceNames(ReplayStackSettings.Service own, ServiceSettings common) {

  String name() {
    return own.name() != null ? own.name() : common.name();
  }

  String environment() {
    return own.environment() != null ? own.environment() : common.environment();
  }

  /** Which deployment this process is of. */
  BatchOrigin origin() {
    return new BatchOrigin(
        own.version() != null ? own.version() : common.version(),
        own.commit() != null ? own.commit() : common.codeVersion(),
        common.instance());
  }
}
