package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.exceptions.DisabledBeanException;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Makes what needs the libraries of OpenTelemetry. Where one is missing or of another version, that
 * is one line in the log, and neither the start of the application nor a request fails by it. The
 * framework asks for a bean again that was not there, but a process has the libraries that it has,
 * so each signal of a destination is logged once.
 */
final class SdkLibraries {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

  private SdkLibraries() {}

  /**
   * What is made.
   *
   * @throws DisabledBeanException where a library is missing
   */
  static <T> T require(Signal signal, String destination, Supplier<T> made) {
    return require(signal.wireName(), destination, made);
  }

  /**
   * What is made.
   *
   * @param sent what it sends, as the log calls it
   * @throws DisabledBeanException where a library is missing
   */
  static <T> T require(String sent, String destination, Supplier<T> made) {
    try {
      return made.get();
    } catch (LinkageError e) {
      if (LOGGED.add(sent + " to " + destination)) {
        LOG.warn(
            "A library of OpenTelemetry is missing or of another version ({}); no {} are sent to"
                + " {}. opentelemetry-sdk, opentelemetry-exporter-otlp-common,"
                + " opentelemetry-logback-appender-1.0 and okhttp-jvm come with"
                + " routeflow-micronaut-opentelemetry",
            String.valueOf(e.getMessage()),
            sent,
            destination);
      }
      throw new DisabledBeanException("library");
    }
  }
}
