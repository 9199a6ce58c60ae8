package io.routeflow.micronaut.capture.client;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.capture.payload.PayloadCaptureProvider;
import io.routeflow.micronaut.configuration.ExternalCallSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.policy.CallTemplates;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Opens the calls that belong to an open scope. Thread-safe; never waits. */
@Singleton
@Requires(condition = ExternalCallsEnabled.class)
final class CallRecorder {

  private final boolean recordsTemplates;
  private final CallTemplates templates;
  private final KnownKinds known = new KnownKinds();

  private final @Nullable CallPayloadRegistry payloads;

  CallRecorder(LenientReader reader, PayloadCaptureProvider captures) {
    ExternalCallSettings settings = ExternalCallSettings.read(reader);
    this.recordsTemplates = settings.pathTemplate();
    this.templates = new CallTemplates(settings.templates());
    PayloadCapture capture = captures.calls();
    this.payloads = capture == null ? null : new CallPayloadRegistry(capture);
  }

  /** The calls whose contents are captured; {@code null} where none is. */
  @Nullable CallPayloadRegistry payloads() {
    return payloads;
  }

  /** Whether the template of a client is of use. */
  boolean recordsTemplates() {
    return recordsTemplates;
  }

  /**
   * What kind of call a request is.
   *
   * @param template of the client, where it has one; the settings' templates apply elsewhere
   */
  CallKind kind(String method, URI uri, @Nullable String template, @Nullable String serviceId) {
    String kept = CallKind.method(method);
    String host = uri.getHost();
    if (host == null || recordsTemplates) {
      CallTarget target = CallTarget.of(uri);
      return new CallKind(target, kept, templateOf(target, uri, template), serviceId);
    }
    return known.of(host, CallTarget.portOf(uri), CallTarget.hasUsualPort(uri), kept, serviceId);
  }

  /** Opens a call that the application describes itself. */
  static OpenCall openNamed(
      OpenScope scope,
      String method,
      String host,
      @Nullable String template,
      InternalErrors errors) {
    return new OpenCall(
        scope,
        new CallKind(
            CallTarget.ofText(host),
            CallKind.method(method),
            template == null || template.isBlank() ? null : CallTemplates.pathOf(template),
            null),
        System.nanoTime(),
        errors);
  }

  private @Nullable String templateOf(CallTarget target, URI uri, @Nullable String template) {
    if (!recordsTemplates) {
      return null;
    }
    if (template != null) {
      return CallTemplates.pathOf(template);
    }
    String path = uri.getRawPath();
    return path == null || templates.isEmpty()
        ? null
        : templates.find(target.host(), target.port(), path.isEmpty() ? "/" : path);
  }
}
