package suite.opentelemetry.support;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a receiver answers one request.
 *
 * @param http the status over HTTP
 * @param grpc the status over gRPC
 * @param rejected what it rejects of a request that it accepts
 * @param headers of the answer over HTTP
 * @param retryInfoSeconds the delay of a {@code RetryInfo} over gRPC, negative for none
 * @param message what the gRPC status says
 * @param inTrailers whether a message comes before the gRPC status
 * @param hangs whether there is no answer at all
 */
public record Reply(
    int http,
    Status.Code grpc,
    long rejected,
    Map<String, String> headers,
    int retryInfoSeconds,
    String message,
    boolean inTrailers,
    boolean hangs) {

  public static Reply accept() {
    return new Reply(200, Status.Code.OK, 0, Map.of(), -1, "", false, false);
  }

  /** Accepts the request and rejects so many of its parts. */
  public static Reply partial(long rejected) {
    return new Reply(200, Status.Code.OK, rejected, Map.of(), -1, "", false, false);
  }

  public static Reply http(int status) {
    return new Reply(status, Status.Code.UNKNOWN, 0, Map.of(), -1, "", false, false);
  }

  public static Reply grpc(Status.Code code) {
    return new Reply(500, code, 0, Map.of(), -1, "", false, false);
  }

  public static Reply hang() {
    return new Reply(200, Status.Code.OK, 0, Map.of(), -1, "", false, true);
  }

  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(http, grpc, rejected, more, retryInfoSeconds, message, inTrailers, hangs);
  }

  public Reply retryInfo(int seconds) {
    return new Reply(http, grpc, rejected, headers, seconds, message, inTrailers, hangs);
  }

  public Reply saying(String text) {
    return new Reply(http, grpc, rejected, headers, retryInfoSeconds, text, inTrailers, hangs);
  }

  /** The gRPC status comes after a message, in trailers of their own. */
  public Reply afterAMessage() {
    return new Reply(http, grpc, rejected, headers, retryInfoSeconds, message, true, hangs);
  }

  public boolean isAccepted() {
    return !hangs && http == 200;
  }

  Metadata trailers() {
    Metadata trailers = new Metadata();
    if (retryInfoSeconds >= 0) {
      com.google.rpc.Status status =
          com.google.rpc.Status.newBuilder()
              .setCode(grpc.value())
              .addDetails(
                  com.google.protobuf.Any.pack(
                      com.google.rpc.RetryInfo.newBuilder()
                          .setRetryDelay(
                              com.google.protobuf.Duration.newBuilder()
                                  .setSeconds(retryInfoSeconds))
                          .build()))
              .build();
      trailers.put(
          Metadata.Key.of(
              "grpc-status-details-bin",
              ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance())),
          status);
    }
    return trailers;
  }
}
