package io.routeflow.micronaut.opentelemetry;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.Map;

/**
 * Metrics, logs and spans of the application's own, sent by OTLP. Made by {@link
 * SignalsClientBuilder}, or injected. The bean is initialized already and shut down with the
 * application. Where {@code routeflow.telemetryflow.api-key-id} and {@code .api-key-secret} are
 * set, it sends to TelemetryFlow; without both, to the receiver of {@code routeflow.otlp}. Without
 * either, or where a part of the key or the endpoint is missing or malformed, the bean does
 * nothing: it is not initialized, and no method of it throws.
 *
 * <p>Thread-safe. No method but {@link #flush} and {@link #shutdown} waits for the network. All but
 * {@link #initialize}, {@link #isInitialized}, {@link #status}, {@link #configuration}, {@link
 * #shutdown} and {@link #close} throw {@link NotInitializedException} before initialization and
 * after shutdown. A call with invalid input (a blank name, a number that is not finite, a negative
 * increment or value of a histogram, {@code null} for a name, a message, a severity, a kind or a
 * unit) has no effect and is counted in {@link SignalsStatus#dropped()}; attributes that are {@code
 * null} are none.
 *
 * <p>Names of instruments are 1 to 255 characters: letters, digits and {@code _ . - /}, a letter
 * first. Attributes are text, numbers and booleans; of anything else its text is sent, and where
 * that throws the attribute is left out. At most 64 are kept, texts of at most 1,024 characters. Up
 * to 1,000 instruments are kept.
 *
 * @since 0.1.0
 */
public interface SignalsClient extends AutoCloseable {

  /** Spans that may be open at a time; with one more the oldest is ended. */
  int MAX_OPEN_SPANS = 1000;

  /** Events that may be added to a span; further ones are dropped and counted. */
  int MAX_SPAN_EVENTS = 128;

  /**
   * Starts the client; a second call has no effect. Does not connect: an endpoint that cannot be
   * reached costs what is sent to it, and nothing else.
   *
   * @throws NotInitializedException after a shutdown
   */
  void initialize();

  /** Whether it can be used. */
  boolean isInitialized();

  /** Adds to a counter; 0 or more. */
  void incrementCounter(String name, long value, Map<String, ?> attributes);

  /** Sets a gauge. */
  void recordGauge(String name, double value, Map<String, ?> attributes);

  /** Adds a value, 0 or more, to a histogram, with a unit such as {@code s}, which may be empty. */
  void recordHistogram(String name, double value, String unit, Map<String, ?> attributes);

  /** Sets a value with a unit, which may be empty: a gauge. */
  void recordMetric(String name, double value, String unit, Map<String, ?> attributes);

  /** Logs a message of at most 8,192 characters, in the trace of the active span or request. */
  void log(Severity severity, String message, Map<String, ?> attributes);

  /** Logs at DEBUG. */
  default void logDebug(String message, Map<String, ?> attributes) {
    log(Severity.DEBUG, message, attributes);
  }

  /** Logs at INFO. */
  default void logInfo(String message, Map<String, ?> attributes) {
    log(Severity.INFO, message, attributes);
  }

  /** Logs at WARN. */
  default void logWarn(String message, Map<String, ?> attributes) {
    log(Severity.WARN, message, attributes);
  }

  /** Logs at ERROR. */
  default void logError(String message, Map<String, ?> attributes) {
    log(Severity.ERROR, message, attributes);
  }

  /**
   * Starts a span: a child of the thread's {@link #span scoped span}, else of the request or scope
   * that is open there, else one of its own.
   *
   * @return its id, which is unknown to the other methods where the call was dropped
   */
  String startSpan(String name, SpanKind kind, Map<String, ?> attributes);

  /** Ends a span; an unknown id has no effect. */
  void endSpan(String id);

  /** Ends a span as failed, with the exception's class; its message is not sent. */
  void endSpan(String id, Throwable error);

  /** Adds an event to a span that is open; an unknown id has no effect. */
  void addSpanEvent(String id, String name, Map<String, ?> attributes);

  /** Starts a span that ends with the block. */
  SpanScope span(String name, SpanKind kind, Map<String, ?> attributes);

  /** What it has done so far. */
  SignalsStatus status();

  /**
   * Sends what waits, and the metrics as they are now.
   *
   * @param timeout how long to wait at most
   * @return whether all of it was delivered in that time
   */
  boolean flush(Duration timeout);

  /**
   * Ends the open spans, sends what waits and stops. A second call has no effect.
   *
   * @param timeout how long to wait at most
   * @return whether all of it was delivered in that time
   */
  boolean shutdown(Duration timeout);

  /**
   * {@link #shutdown} within 30 seconds; of the bean, within what is left of {@code
   * shutdown-timeout-ms}, which begins where the application begins to stop.
   */
  @Override
  void close();

  /** How it is configured. */
  SignalsConfiguration configuration();
}
