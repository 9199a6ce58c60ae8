package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.flows.RingSize;
import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which application this is, and the limits of the console; see the console's interface.
 *
 * @param service the service as its batches name it
 * @param sdk the module
 * @param startedAt when the console began to keep requests, ISO-8601
 * @param now the time of this answer, ISO-8601
 * @param clearedSeq the number of the last row before the list was emptied; 0 where it never was
 * @param endpoint whether events leave the process; {@code null} as long as the exporters are not
 *     made
 * @param endpointRejected whether there is a value for the ingest endpoint that is not accepted
 * @param sqlCapture whether SQL is captured; {@code null} where there is no data source
 * @param localDetails whether the console shows of failures what the settings keep out of events
 * @param routes some routes of the application that can be called as they are
 * @param maxRequests requests kept, at most
 * @param maxAgeMillis how long a request is kept, at most
 * @param maxBytes heap that kept requests take, at most
 */
record ConsoleState(
    Service service,
    Module sdk,
    String startedAt,
    String now,
    long clearedSeq,
    @Nullable Boolean endpoint,
    boolean endpointRejected,
    @Nullable Boolean sqlCapture,
    boolean localDetails,
    List<ApplicationRoutes.Route> routes,
    int maxRequests,
    long maxAgeMillis,
    long maxBytes)
    implements JsonObject {

  /** Copies the list, so that the state cannot change any more. */
  ConsoleState {
    routes = List.copyOf(routes);
  }

  static ConsoleState of(
      RouteflowConfiguration configuration,
      Surroundings surroundings,
      RecentFlows flows,
      Instant now) {
    ServiceSettings service = configuration.service();
    return new ConsoleState(
        new Service(
            service.name(),
            service.version(),
            service.instance(),
            service.environment(),
            service.codeVersion()),
        new Module(ModuleInfo.NAME, ModuleInfo.VERSION),
        JsonFormat.instant(flows.started()),
        JsonFormat.instant(now),
        flows.clearedSeq(),
        configuration.ingest().endpoint().isPresent() ? Boolean.TRUE : surroundings.delivers(),
        surroundings.endpointRejected(),
        surroundings.sqlCapture(),
        surroundings.localDetails(),
        surroundings.routes(),
        RingSize.MAX_REQUESTS,
        RingSize.MAX_AGE.toMillis(),
        RingSize.MAX_BYTES);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    JsonMembers.object(json, "service", service);
    JsonMembers.object(json, "sdk", sdk);
    json.writeStringField("started_at", startedAt);
    json.writeStringField("now", now);
    json.writeNumberField("cleared_seq", clearedSeq);
    if (endpoint != null) {
      json.writeBooleanField("endpoint", endpoint);
    }
    if (endpointRejected) {
      json.writeBooleanField("endpoint_rejected", true);
    }
    if (sqlCapture != null) {
      json.writeBooleanField("sql_capture", sqlCapture);
    }
    json.writeBooleanField("local_details", localDetails);
    JsonMembers.list(json, "routes", routes);
    json.writeNumberField("max_requests", maxRequests);
    json.writeNumberField("max_age_ms", maxAgeMillis);
    json.writeNumberField("max_bytes", maxBytes);
  }

  /**
   * What the application around the module is like.
   *
   * @param delivers whether there is a destination of any kind; {@code null} where that is not
   *     known yet
   * @param endpointRejected whether there is a value for the ingest endpoint that is not accepted
   * @param sqlCapture whether SQL is captured; {@code null} where there is no data source
   * @param localDetails whether the console shows more of failures than events have
   * @param routes some of its routes
   */
  record Surroundings(
      @Nullable Boolean delivers,
      boolean endpointRejected,
      @Nullable Boolean sqlCapture,
      boolean localDetails,
      List<ApplicationRoutes.Route> routes) {

    /** Copies the list, so that the surroundings cannot change any more. */
    Surroundings {
      routes = List.copyOf(routes);
    }
  }

  /** The service as its batches name it. */
  record Service(
      String name,
      @Nullable String version,
      String instance,
      String environment,
      @Nullable String codeVersion)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("name", name);
      JsonMembers.text(json, "version", version);
      json.writeStringField("instance", instance);
      json.writeStringField("environment", environment);
      JsonMembers.text(json, "code_version", codeVersion);
    }
  }

  /** The module. */
  record Module(String name, String version) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("name", name);
      json.writeStringField("version", version);
    }
  }
}
