package io.routeflow.micronaut.opentelemetry.otlp;

import io.routeflow.micronaut.opentelemetry.otlp.OtlpAnswer.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which answers of a receiver are final, which may be repeated, and after how long. Pure.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP specification</a>
 */
final class OtlpRules {

  private static final int CONTENT_TOO_LARGE = 413;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final long MAX_SECONDS = 999_999_999L;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int OUT_OF_RANGE = 11;
  private static final int GRPC_FRAME = 5;
  private static final String RETRY_INFO = "google.rpc.RetryInfo";

  /** As the gRPC of Go, Java, C++, JavaScript, .NET and Rust say it; there is no code for it. */
  private static final Pattern SIZE =
      Pattern.compile("(?i)message\\b.{0,40}\\b(?:larger than|exceeds|too large)\\b");

  private OtlpRules() {}

  /**
   * An answer over HTTP.
   *
   * @param retryAfter how long to wait, where the receiver says so
   */
  static OtlpAnswer http(int status, @Nullable Duration retryAfter, byte[] body) {
    if (status >= 200 && status < 300) {
      return OtlpAnswer.accepted(rejected(ByteBuffer.wrap(body)));
    }
    String cause = "status " + status;
    return switch (status) {
      case TOO_MANY_REQUESTS, BAD_GATEWAY, UNAVAILABLE, GATEWAY_TIMEOUT ->
          new OtlpAnswer(Outcome.RETRYABLE, cause, 0, retryAfter);
      case CONTENT_TOO_LARGE -> OtlpAnswer.of(Outcome.TOO_LARGE, cause);
      default -> OtlpAnswer.of(otherOutcome(status), cause);
    };
  }

  private static Outcome otherOutcome(int status) {
    if (status < 200) {
      // no answer at all, but what a proxy between here and the receiver said
      return Outcome.RETRYABLE;
    }
    if (status >= 500) {
      return Outcome.FAILED;
    }
    return status >= 300 && status < 400 ? Outcome.REDIRECTED : Outcome.REFUSED;
  }

  /**
   * An answer over gRPC.
   *
   * @param status the code
   * @param message the {@code grpc-message}, if there is one
   * @param details the {@code grpc-status-details-bin}, if there are any
   * @param body what was answered, with its frame
   */
  static OtlpAnswer grpc(
      int status, @Nullable String message, @Nullable String details, byte[] body) {
    if (status == 0) {
      ByteBuffer response =
          body.length > GRPC_FRAME && body[0] == 0
              ? ByteBuffer.wrap(body, GRPC_FRAME, body.length - GRPC_FRAME)
              : ByteBuffer.allocate(0);
      return OtlpAnswer.accepted(rejected(response));
    }
    String cause = "gRPC status " + status;
    Duration wait = details == null ? null : retryInfo(details);
    return switch (status) {
      // cancelled, deadline exceeded, aborted, unavailable, data loss
      case 1, 4, 10, 14, 15 -> new OtlpAnswer(Outcome.RETRYABLE, cause, 0, wait);
      // by which that of Rust refuses a message that is too large
      case OUT_OF_RANGE ->
          isAboutSize(message)
              ? OtlpAnswer.of(Outcome.TOO_LARGE, cause)
              : new OtlpAnswer(Outcome.RETRYABLE, cause, 0, wait);
      case RESOURCE_EXHAUSTED ->
          wait == null
              ? OtlpAnswer.of(exhausted(message), cause)
              : new OtlpAnswer(Outcome.RETRYABLE, cause, 0, wait);
      // unknown and internal are failures of the server, the others refusals
      case 2, 13 -> OtlpAnswer.of(Outcome.FAILED, cause);
      default -> OtlpAnswer.of(Outcome.REFUSED, cause);
    };
  }

  /**
   * Only a receiver that says when can recover by itself. What it has too little of is the room for
   * one message, 4 MiB by default, or a quota, which smaller messages would not spare.
   */
  private static Outcome exhausted(@Nullable String message) {
    return isAboutSize(message) ? Outcome.TOO_LARGE : Outcome.REFUSED;
  }

  private static boolean isAboutSize(@Nullable String message) {
    return message != null && SIZE.matcher(message).find();
  }

  /** {@code partial_success.rejected_…} of each of the three responses, which are alike. */
  private static long rejected(ByteBuffer response) {
    ProtobufReader fields = new ProtobufReader(response);
    while (fields.next()) {
      if (fields.field() == 1) {
        ProtobufReader partial = new ProtobufReader(fields.content());
        while (partial.next()) {
          if (partial.field() == 1) {
            return Math.max(0, partial.number());
          }
        }
      }
    }
    return 0;
  }

  /** The delay in a {@code google.rpc.Status} with a {@code RetryInfo} among its details. */
  private static @Nullable Duration retryInfo(String details) {
    byte[] status;
    try {
      status = Base64.getDecoder().decode(details.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
    ProtobufReader fields = new ProtobufReader(ByteBuffer.wrap(status));
    while (fields.next()) {
      if (fields.field() == 3) {
        ByteBuffer info = retryInfoOf(fields.content());
        if (info != null) {
          return delayOf(info);
        }
      }
    }
    return null;
  }

  /** The value of a {@code google.protobuf.Any}, where it is of that type. */
  private static @Nullable ByteBuffer retryInfoOf(ByteBuffer any) {
    ProtobufReader fields = new ProtobufReader(any);
    boolean isRetryInfo = false;
    ByteBuffer value = ByteBuffer.allocate(0);
    while (fields.next()) {
      if (fields.field() == 1) {
        isRetryInfo =
            StandardCharsets.UTF_8.decode(fields.content()).toString().endsWith(RETRY_INFO);
      } else if (fields.field() == 2) {
        value = fields.content();
      }
    }
    return isRetryInfo ? value : null;
  }

  private static Duration delayOf(ByteBuffer retryInfo) {
    ProtobufReader fields = new ProtobufReader(retryInfo);
    long seconds = 0;
    long nanos = 0;
    while (fields.next()) {
      if (fields.field() == 1) {
        ProtobufReader delay = new ProtobufReader(fields.content());
        while (delay.next()) {
          if (delay.field() == 1) {
            seconds = delay.number();
          } else if (delay.field() == 2) {
            nanos = delay.number();
          }
        }
      }
    }
    boolean plausible =
        seconds >= 0 && seconds <= MAX_SECONDS && nanos >= 0 && nanos <= MAX_SECONDS;
    return plausible ? Duration.ofSeconds(seconds, nanos) : Duration.ZERO;
  }
}
