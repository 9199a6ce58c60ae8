package io.routeflow.micronaut.opentelemetry.export;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpAnswer;
import io.routeflow.micronaut.spi.ExportResult;

/** What an answer means for a batch of events in its lane. Pure. */
final class ExportOutcome {

  private ExportOutcome() {}

  /**
   * The outcome of an attempt.
   *
   * @param sent how many spans there were; where all were rejected nothing was accepted
   */
  static ExportResult of(OtlpAnswer answer, int sent) {
    return switch (answer.outcome()) {
      case ACCEPTED ->
          answer.rejected() >= sent && sent > 0
              ? ExportResult.rejected("all spans were rejected")
              : ExportResult.accepted();
      case RETRYABLE ->
          new ExportResult.Retry(DropReason.HTTP_5XX, answer.cause(), answer.retryAfter());
      case TOO_LARGE -> ExportResult.tooLarge(answer.cause());
      case REFUSED ->
          ExportResult.rejected(answer.cause() + ", check endpoint, protocol and headers");
      case REDIRECTED ->
          new ExportResult.Rejected(
              DropReason.REDIRECT, answer.cause() + ", redirects are not followed");
      case FAILED -> new ExportResult.Rejected(DropReason.HTTP_5XX, answer.cause());
    };
  }
}
