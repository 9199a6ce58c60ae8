package io.routeflow.micronaut.capture.payload;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.DetailSettings;
import io.routeflow.micronaut.configuration.ExternalCallSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.PayloadSettings;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.policy.masking.RedactionPaths;
import io.routeflow.micronaut.queue.EventLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Holds what is captured of the contents of requests and of outgoing calls, if anything is, and
 * warns at the start of paths that cannot be read: bodies of their direction are left out from then
 * on. Both share the memory that all bodies may take. Immutable.
 */
@Internal
@Context
public final class PayloadCaptureProvider {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.configuration"));

  private final @Nullable PayloadCapture requests;
  private final @Nullable PayloadCapture calls;

  /** As the settings say. */
  public PayloadCaptureProvider(LenientReader reader, EventLedger ledger) {
    PayloadSettings settings = PayloadSettings.read(reader);
    ExternalCallSettings external = ExternalCallSettings.read(reader);
    warn("redact-request-body", settings.redactRequestBody(), "requests");
    warn("redact-response-body", settings.redactResponseBody(), "responses");
    PayloadSettings ofCalls = external.payloads(settings.maxMemoryBytes());
    warn("external-calls.redact-request-body", ofCalls.redactRequestBody(), "calls' requests");
    warn("external-calls.redact-response-body", ofCalls.redactResponseBody(), "calls' responses");
    PayloadMemory memory = new PayloadMemory(settings.maxMemoryBytes());
    DetailSettings details = DetailSettings.read(reader);
    this.requests = capture(settings, details, memory, ledger);
    this.calls = external.enabled() ? capture(ofCalls, details, memory, ledger) : null;
  }

  private static @Nullable PayloadCapture capture(
      PayloadSettings settings, DetailSettings details, PayloadMemory memory, EventLedger ledger) {
    return settings.capturesAny() ? new PayloadCapture(settings, details, memory, ledger) : null;
  }

  /** What is captured of requests and their responses, {@code null} where nothing is. */
  public @Nullable PayloadCapture requests() {
    return requests;
  }

  /** What is captured of outgoing calls, {@code null} where nothing is. */
  public @Nullable PayloadCapture calls() {
    return calls;
  }

  private static void warn(String key, List<String> paths, String direction) {
    if (paths.isEmpty()) {
      return;
    }
    for (RedactionPaths.InvalidPath invalid : RedactionPaths.of(paths).invalid()) {
      LOG.warn(
          "Invalid path '{}' in routeflow.{}: {}; bodies of {} are left out of all events",
          invalid.path(),
          key,
          invalid.reason(),
          direction);
    }
  }
}
