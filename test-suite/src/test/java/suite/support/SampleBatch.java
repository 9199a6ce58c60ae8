package suite.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Batches that keep the contract, and the requests around them, for the tests of the test support
 * itself.
 */
final class SampleBatch {
  private static final String BATCH =
      """
      {"schema_version": 1, "batch_id": "%s", "sent_at": "2026-11-20T09:30:01.250Z",
       "sdk": {"name": "routeflow-micronaut", "version": "0.1.0"},
       "service": {"name": "orders", "instance": "b7c1e2"},
       "environment": "production", "code_version": null, "events": [%s]}
      """;
  private static final String EVENT =
      """
      {"type": "request", "event_id": "%s", "timestamp": "2026-11-20T09:30:00.417Z",
       "trace_id": "550e8400-e29b-41d4-a716-446655440000", "span_id": "00f067aa0ba902b7",
       "frontend_route": "/checkout", "method": "GET", "path": "/orders/{id}",
       "handler": "OrderController.show", "status_code": 200, "status": "success",
       "latency_ms": 12.384}
      """;

  private SampleBatch() {}

  static String id(int number) {
    return "0199f0c2-7d1e-7c3a-9a55-%012x".formatted(number);
  }

  /** The text of a batch. */
  static String json(int batch, int events) {
    return BATCH.formatted(
        id(batch),
        IntStream.range(0, events)
            .mapToObj(event -> EVENT.formatted(id(batch * 1000 + event)))
            .collect(Collectors.joining(",")));
  }

  /** A whole request with a batch. */
  static String request(int batch, int events) {
    String body = json(batch, events);
    return head(batch, "Content-Length: " + body.length()) + body;
  }

  /** The same in chunks of 100 bytes. */
  static String chunked(int batch, int events) {
    String body = json(batch, events);
    var text = new StringBuilder(head(batch, "Transfer-Encoding: chunked"));
    for (int from = 0; from < body.length(); from += 100) {
      String chunk = body.substring(from, Math.min(body.length(), from + 100));
      text.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
    }
    return text.append("0\r\n\r\n").toString();
  }

  static byte[] gzipped(int batch, int events) {
    var body = new ByteArrayOutputStream();
    var all = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(body)) {
      gzip.write(json(batch, events).getBytes(UTF_8));
      gzip.finish();
      String length = "Content-Length: " + body.size();
      all.write(head(batch, "Content-Encoding: gzip", length).getBytes(ISO_8859_1));
      all.write(body.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }

  static String head(int batch, String... more) {
    return RawHttp.request(
        "POST",
        "/v1/events",
        "Authorization: Bearer rf_test_key",
        "Content-Type: application/json",
        "User-Agent: routeflow-micronaut/0.1.0",
        "Idempotency-Key: " + id(batch),
        String.join("\r\n", more));
  }
}
