package io.routeflow.micronaut.export.ingest;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.ExportResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the endpoint's answer means for the batch, by the ingest contract. */
final class IngestAnswer {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONTENT_TOO_LARGE = 413;
  private static final int TOO_MANY_REQUESTS = 429;

  private IngestAnswer() {}

  static ExportResult of(int status, @Nullable String retryAfter, Instant now) {
    String cause = "status " + status;
    if (status >= 200 && status < 300) {
      return ExportResult.accepted();
    }
    if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= 500) {
      return new ExportResult.Retry(DropReason.HTTP_5XX, cause, RetryAfter.parse(retryAfter, now));
    }
    if (status == CONTENT_TOO_LARGE) {
      return new ExportResult.TooLarge(DropReason.HTTP_4XX, cause);
    }
    return new ExportResult.Rejected(
        status >= 400 ? DropReason.HTTP_4XX : DropReason.REDIRECT, cause);
  }
}
