package io.routeflow.micronaut.opentelemetry.otlp;

import io.routeflow.micronaut.opentelemetry.Signal;
import java.io.IOException;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** OTLP over gRPC: unary calls, which need no more of it than a frame and trailers. */
final class GrpcCall implements OtlpCall {

  private static final MediaType GRPC = MediaType.get("application/grpc");
  private static final String STATUS = "grpc-status";
  private static final String MESSAGE = "grpc-message";
  private static final String DETAILS = "grpc-status-details-bin";
  private static final int OK = 200;
  private static final int UNKNOWN = 2;

  private final HttpUrl url;
  private final boolean gzip;

  GrpcCall(OtlpTarget target, Signal signal) {
    this.url = HttpUrl.get(target.url()).newBuilder().encodedPath(path(signal)).build();
    this.gzip = target.gzip();
  }

  /** HTTP/2 from the start; without TLS there is no negotiation of it. */
  static List<Protocol> protocols(OtlpTarget target) {
    return "http".equals(target.url().getScheme())
        ? List.of(Protocol.H2_PRIOR_KNOWLEDGE)
        : List.of(Protocol.HTTP_2, Protocol.HTTP_1_1);
  }

  private static String path(Signal signal) {
    return "/opentelemetry.proto.collector."
        + switch (signal) {
          case TRACES -> "trace.v1.TraceService/Export";
          case METRICS -> "metrics.v1.MetricsService/Export";
          case LOGS -> "logs.v1.LogsService/Export";
        };
  }

  @Override
  public Request.Builder request(OtlpMessage message) {
    Buffer frame = new Buffer().writeByte(gzip ? 1 : 0).writeInt((int) message.length());
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("te", "trailers")
            .post(new OneShotBody(GRPC, frame.readByteString(), message));
    return gzip ? request.header("grpc-encoding", "gzip") : request;
  }

  @Override
  public OtlpAnswer answer(Response response) throws IOException {
    if (response.code() != OK) {
      // an answer of a proxy, or of a server that speaks no gRPC and so has taken nothing
      return response.isSuccessful()
          ? OtlpAnswer.of(OtlpAnswer.Outcome.REFUSED, "status " + response.code())
          : OtlpRules.http(response.code(), OtlpCall.retryAfter(response), new byte[0]);
    }
    byte[] body = OtlpCall.read(response.body());
    Headers trailers = trailers(response);
    String status = first(response.headers(), trailers, STATUS);
    if (status == null) {
      return OtlpAnswer.none("an answer without gRPC status");
    }
    String message = first(response.headers(), trailers, MESSAGE);
    String details = first(response.headers(), trailers, DETAILS);
    return OtlpRules.grpc(code(status), message, details, body);
  }

  /** An answer without a message has its status in the headers, any other in the trailers. */
  private static @Nullable String first(Headers headers, Headers trailers, String name) {
    String value = trailers.get(name);
    return value == null ? headers.get(name) : value;
  }

  private static Headers trailers(Response response) {
    try {
      return response.trailers();
    } catch (IOException | IllegalStateException e) {
      return Headers.EMPTY;
    }
  }

  private static int code(String status) {
    try {
      return Integer.parseInt(status.strip());
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }
}
