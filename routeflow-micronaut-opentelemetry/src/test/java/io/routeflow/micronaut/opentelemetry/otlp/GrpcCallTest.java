package io.routeflow.micronaut.opentelemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer without gRPC means, which no server that speaks it gives. */
final class GrpcCallTest {

  private final GrpcCall call =
      new GrpcCall(
          new OtlpTarget(
              URI.create("http://127.0.0.1:9"),
              Protocol.GRPC,
              Map.of(),
              false,
              Duration.ofSeconds(1),
              TlsFiles.NONE,
              1),
          Signal.TRACES);

  @ParameterizedTest
  @CsvSource({
    "200, RETRYABLE",
    "201, REFUSED",
    "202, REFUSED",
    "204, REFUSED",
    "302, REDIRECTED",
    "404, REFUSED",
    "413, TOO_LARGE",
    "500, FAILED",
    "503, RETRYABLE"
  })
  void noAnswerOfAServerThatSpeaksNoGrpcIsADelivery(int status, OtlpAnswer.Outcome outcome)
      throws IOException {
    try (Response response = response(status)) {
      assertThat(call.answer(response).outcome()).isEqualTo(outcome);
    }
  }

  private static Response response(int status) {
    return new Response.Builder()
        .request(new Request.Builder().url("http://127.0.0.1:9").build())
        .protocol(okhttp3.Protocol.HTTP_2)
        .code(status)
        .message("")
        .body(ResponseBody.create("", MediaType.get("text/plain")))
        .build();
  }
}
