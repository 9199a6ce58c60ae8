package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.event.AuthDetails;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many bytes of the heap the parts of an event take at most; as {@link FlowSize} counts. */
final class PartSize {

  private static final long OBJECT = 72;
  private static final long CALL = 144;
  private static final long EXECUTION = 72;

  private PartSize() {}

  static long of(EventParts parts) {
    long bytes =
        FlowSize.of(parts.sql())
            + of(parts.externalCalls())
            + of(parts.exception())
            + of(parts.request())
            + of(parts.response());
    for (Breadcrumb breadcrumb : parts.breadcrumbs()) {
      bytes +=
          OBJECT
              + FlowSize.text(breadcrumb.message())
              + FlowSize.text(breadcrumb.category())
              + FlowSize.of(breadcrumb.data());
    }
    AuthDetails auth = parts.auth();
    return auth == null ? bytes : bytes + FlowSize.text(auth.mode()) + FlowSize.text(auth.scheme());
  }

  private static long of(@Nullable OutgoingCalls calls) {
    if (calls == null) {
      return 0;
    }
    long bytes = OBJECT + EXECUTION * calls.executions().size();
    for (ExternalCall call : calls.entries()) {
      bytes +=
          CALL
              + FlowSize.text(call.host())
              + FlowSize.text(call.method())
              + FlowSize.text(call.pathTemplate())
              + FlowSize.text(call.serviceId())
              + FlowSize.text(call.error())
              + of(call.request())
              + of(call.response());
    }
    return bytes;
  }

  static long of(@Nullable ExceptionDetails exception) {
    if (exception == null) {
      return 0;
    }
    long bytes =
        FlowSize.text(exception.name())
            + FlowSize.text(exception.message())
            + FlowSize.text(exception.stackTrace())
            + ofFrames(exception.frames());
    for (ExceptionDetails.Cause cause : exception.causes()) {
      bytes +=
          OBJECT
              + FlowSize.text(cause.name())
              + FlowSize.text(cause.message())
              + ofFrames(cause.frames());
    }
    return bytes;
  }

  private static long ofFrames(List<ExceptionDetails.Frame> frames) {
    long bytes = 0;
    for (ExceptionDetails.Frame frame : frames) {
      bytes +=
          OBJECT
              + FlowSize.text(frame.function())
              + FlowSize.text(frame.type())
              + FlowSize.text(frame.file());
    }
    return bytes;
  }

  private static long of(@Nullable Payload payload) {
    return payload == null
        ? 0
        : OBJECT
            + FlowSize.text(payload.url())
            + FlowSize.of(payload.headers())
            + FlowSize.text(payload.contentType())
            + FlowSize.text(payload.body());
  }
}
