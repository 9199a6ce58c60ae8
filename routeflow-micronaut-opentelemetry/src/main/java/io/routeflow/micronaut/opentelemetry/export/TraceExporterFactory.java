package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.exceptions.DisabledBeanException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.mapping.SpanMapper;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import io.routeflow.micronaut.opentelemetry.signals.RateLimit;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Makes exporters of events as spans; one that cannot be made is one line in the log. */
@Singleton
final class TraceExporterFactory {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private final ServerScheme scheme;
  private final @Nullable RouteFunctions functions;
  private final DataSourceAddresses addresses;

  TraceExporterFactory(
      ServerScheme scheme, @Nullable RouteFunctions functions, DataSourceAddresses addresses) {
    this.scheme = scheme;
    this.functions = functions;
    this.addresses = addresses;
  }

  /**
   * An exporter.
   *
   * @param name of the destination
   * @param target where spans go
   * @param resource made when it is needed
   * @param rateLimit for the events
   * @throws DisabledBeanException where it cannot be made
   */
  TraceExporter of(
      String name, OtlpTarget target, Supplier<Resource> resource, RateLimit rateLimit) {
    return SdkLibraries.require(Signal.TRACES, name, () -> made(name, target, resource, rateLimit));
  }

  private TraceExporter made(
      String name, OtlpTarget target, Supplier<Resource> resource, RateLimit rateLimit) {
    // loaded here, so that its library is missed now and not by each batch
    Class<?> unused = SpanData.class;
    try {
      return new TraceExporter(
          name,
          OtlpSender.of(target, Signal.TRACES, "routeflow-" + name + "-http"),
          new SpanMapper(resource.get(), scheme.current(), this::qualified, addresses::of),
          rateLimit);
    } catch (TlsFiles.Unusable e) {
      LOG.warn("{}; no traces are sent to {}", e.getMessage(), name);
      throw new DisabledBeanException("TLS");
    }
  }

  /** The full name of a handler; without an HTTP server there are no routes to know it from. */
  private String qualified(String handler, String path) {
    return functions == null ? handler : functions.qualified(handler, path);
  }
}
