package io.routeflow.micronaut.event;

import org.jspecify.annotations.Nullable;

/**
 * Outgoing HTTP calls of one kind. Immutable.
 *
 * @param host host name, with the port where it is not that of the scheme
 * @param method the HTTP method
 * @param pathTemplate the template of the path, where one is known and wanted; never a raw path
 * @param serviceId the id of the declarative client's service, where there is one
 * @param count how many calls, at least 1
 * @param totalNanos their times added up, in nanoseconds
 * @param maxNanos the longest, in nanoseconds
 * @param errors those without a complete answer, and those answered with 5xx
 * @param statusCode of the last that was answered, 0 where none was
 * @param error the class of the last exception, where one had no complete answer
 * @param spanId the id that the call was sent with, where {@code count} is 1; else 0
 * @param request what was sent, masked, where payloads of calls are captured
 * @param response what came back, masked, where payloads of calls are captured
 * @since 0.1.0
 */
public record ExternalCall(
    String host,
    String method,
    @Nullable String pathTemplate,
    @Nullable String serviceId,
    long count,
    long totalNanos,
    long maxNanos,
    long errors,
    int statusCode,
    @Nullable String error,
    long spanId,
    @Nullable Payload request,
    @Nullable Payload response) {

  /** Replaces what is no character. */
  public ExternalCall {
    host = WellFormed.text(host);
    method = WellFormed.text(method);
    pathTemplate = WellFormed.orNull(pathTemplate);
    serviceId = WellFormed.orNull(serviceId);
    error = WellFormed.orNull(error);
  }

  ExternalCall without(boolean requests, boolean responses) {
    return (request == null || !requests) && (response == null || !responses)
        ? this
        : new ExternalCall(
            host,
            method,
            pathTemplate,
            serviceId,
            count,
            totalNanos,
            maxNanos,
            errors,
            statusCode,
            error,
            spanId,
            requests ? null : request,
            responses ? null : response);
  }

  long variableBytes() {
    return TextSize.of(host)
        + TextSize.of(pathTemplate)
        + TextSize.of(error)
        + (request == null ? 0 : request.variableBytes())
        + (response == null ? 0 : response.variableBytes());
  }
}
