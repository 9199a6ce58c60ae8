package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Creator;
import io.micronaut.core.annotation.Internal;
import jakarta.inject.Singleton;

/**
 * The settings of the core by stage: complete, within their ranges, immutable.
 *
 * @param module what concerns all of it
 * @param ingest the ingest endpoint
 * @param service which service sends
 * @param capture which requests become events
 * @param requests what is noted of requests
 * @param lane how events wait and are sent
 * @param spool what is kept on disk
 * @param console who may see the console
 * @since 0.1.0
 */
@Internal
@Singleton
public record RouteflowConfiguration(
    ModuleSettings module,
    IngestSettings ingest,
    ServiceSettings service,
    CaptureSettings capture,
    RequestSettings requests,
    LaneSettings lane,
    SpoolSettings spool,
    ConsoleSettings console) {

  /** The bean. */
  @Creator
  static RouteflowConfiguration of(LenientReader reader, Environment environment) {
    return new RouteflowConfiguration(
        ModuleSettings.read(reader),
        IngestSettings.read(reader),
        ServiceSettings.read(reader, environment),
        CaptureSettings.read(reader),
        RequestSettings.read(reader, environment.getActiveNames()),
        LaneSettings.of(reader.read(LaneSettings.INGEST)),
        SpoolSettings.read(reader),
        ConsoleSettings.read(reader, environment));
  }
}
