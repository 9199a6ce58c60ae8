package io.routeflow.micronaut.export.http;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.ExportResult;
import io.routeflow.micronaut.spi.RetryAfter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of a destination means for what was sent, by the ingest contract, which others
 * follow too.
 *
 * @param keySetting the setting to look at where the key is not accepted
 * @param endpointSetting the setting that names the host
 * @param pathSetting the setting that names the path
 */
@Internal
public record StatusRules(String keySetting, String endpointSetting, String pathSetting) {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONTENT_TOO_LARGE = 413;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * The outcome of an answer.
   *
   * @param retryAfter its {@code Retry-After}, if it has one
   * @param date its {@code Date}, if it has one
   * @param now the time of day here
   */
  ExportResult result(int status, @Nullable String retryAfter, @Nullable String date, Instant now) {
    String cause = "status " + status;
    if (status >= 200 && status < 300) {
      return ExportResult.accepted();
    }
    if (isRetryable(status)) {
      return new ExportResult.Retry(
          DropReason.HTTP_5XX, cause, RetryAfter.parse(retryAfter, date, now));
    }
    if (status == CONTENT_TOO_LARGE) {
      return ExportResult.tooLarge(cause);
    }
    return new ExportResult.Rejected(
        status >= 400 ? DropReason.HTTP_4XX : DropReason.REDIRECT, cause + advice(status));
  }

  /** A status below 200 is no final answer: a server that switches protocols, or a broken one. */
  private static boolean isRetryable(int status) {
    return status < 200
        || status == REQUEST_TIMEOUT
        || status == TOO_MANY_REQUESTS
        || status >= 500;
  }

  /** Which setting to look at, where the status says so. */
  private String advice(int status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> ", check " + keySetting;
      case NOT_FOUND, METHOD_NOT_ALLOWED -> ", check " + endpointSetting + " and " + pathSetting;
      default -> status < 400 ? ", check " + endpointSetting + ": redirects are not followed" : "";
    };
  }
}
