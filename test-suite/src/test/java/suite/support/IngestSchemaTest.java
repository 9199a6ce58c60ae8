package suite.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestSchemaTest {
  private static final String ATTRIBUTES = "\"latency_ms\": 12.384, \"attributes\": {%s}";

  @Test
  void takesTheExampleOfTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("../docs/ingest-contract.md"));
    int start = page.indexOf("```json\n") + "```json\n".length();
    String example = page.substring(start, page.indexOf("```", start));
    assertThat(violations(example)).isEmpty();
    assertThat(violations(example.replace("\"n_plus_one\"", "\"n_plus_two\""))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"code_version\": null|\"code_version\": \"a7f91c\"",
        "\"code_version\": null,|",
        "\"path\": \"/orders/{id}\", \"handler\": \"OrderController.show\"|\"path\": \"__unmatched__\"",
        "/checkout|__unknown__",
        "/checkout|/a b~!",
        "\"status\": \"success\"|\"status\": \"warning\", \"parent_span_id\": \"00f067aa0ba902b8\"",
        "\"latency_ms\": 12.384|\"latency_ms\": 0",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"attributes\": {\"a\": 1.5, \"b\": true, \"c\": \"\"}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"auth\": {\"mode\": \"none\"}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"exception\": {\"name\": \"E\", \"frames\": [{\"function\": \"f\", \"module\": \"m\"}]}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"breadcrumbs\": [{\"timestamp\": \"2026-11-20T09:30:00.417Z\", \"message\": \"m\"}]",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"external_calls\": [{\"host\": \"h\", \"method\": \"GET\", \"error\": \"E\", \"count\": 1, \"latency_ms\": 3, \"max_ms\": 3, \"errors\": 1}]",
        "\"instance\": \"b7c1e2\"|\"instance\": \"b7c1e2\", \"version\": \"2\", \"tags\": {\"team\": \"x\"}",
      })
  void takesWhatTheContractAllows(String part, String instead) {
    assertThat(violations(changed(part, instead == null ? "" : instead))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schema_version\": 1|\"schema_version\": 2",
        "\"schema_version\": 1,|\"schema_version\": 1, \"more\": 1,",
        "7c3a-9a55|4c3a-9a55",
        "7c3a-9a55|7c3a-1a55",
        "09:30:01.250Z|09:30:01Z",
        "09:30:01.250Z|09:30:01.250+00:00",
        "09:30:01.250Z|09:30:01.250Z\\n",
        "\"name\": \"routeflow-micronaut\"|\"name\": \"other\"",
        "\"instance\": \"b7c1e2\"|\"instance\": null",
        "\"environment\": \"production\",|",
        "\"code_version\": null|\"code_version\": 7",
        "\"type\": \"request\"|\"type\": \"api\"",
        "\"trace_id\": \"550e|\"trace_id\": \"550e:",
        "\"00f067aa0ba902b7\"|\"00F067AA0BA902B7\"",
        "\"span_id\": \"00f067aa0ba902b7\",|",
        "/checkout|checkout",
        "/checkout|/checkout?card=1",
        "/checkout|/checkout#top",
        "/checkout|/checkout\\r\\n",
        "/checkout|/checkoutä",
        "\"method\": \"GET\"|\"method\": \"GET /\"",
        "\"handler\": \"OrderController.show\",|",
        "\"status_code\": 200|\"status_code\": \"200\"",
        "\"status\": \"success\"|\"status\": \"ok\"",
        "\"latency_ms\": 12.384|\"latency_ms\": -1",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"parent_span_id\": null",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"user\": \"x\"",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"attributes\": {\"a\": [1]}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"attributes\": {}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"auth\": {\"mode\": \"digest\"}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"exception\": {\"message\": \"m\"}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"external_calls\": []",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"sql\": {\"count\": 1}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"external_calls_truncated\": false",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"external_calls\": [{\"host\": \"h\", \"method\": \"GET\", \"latency_ms\": 3}]",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"response\": {\"body\": 1, \"omitted\": \"binary\"}",
        "\"latency_ms\": 12.384|\"latency_ms\": 1, \"response\": {\"omitted\": \"lost\"}",
        "\"type\": \"request\"|\"type\": \"job\"",
        "\"type\": \"request\"|\"type\": \"exception\"",
      })
  void refusesWhatTheContractDoesNotAllow(String part, String instead) {
    assertThat(violations(changed(part, instead == null ? "" : instead))).isNotEmpty();
  }

  @Test
  void refusesABatchWithoutEvents() {
    assertThat(violations(SampleBatch.json(1, 0))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65})
  void takesSixtyFourAttributesAndNoMore(int count) {
    String attributes =
        IntStream.range(0, count)
            .mapToObj(i -> "\"a" + i + "\": 1")
            .collect(Collectors.joining(","));
    String batch = changed("\"latency_ms\": 12.384", ATTRIBUTES.formatted(attributes));
    assertThat(violations(batch).isEmpty()).isEqualTo(count == 64);
  }

  @ParameterizedTest
  @CsvSource({"/checkout, 256", "/orders/{id}, 512", "550e8400-e29b-41d4-a716-446655440000, 64"})
  void holdsTheLimitsOfLength(String part, int limit) {
    String prefix = part.startsWith("/") ? "/" : "a";
    assertThat(violations(changed(part, prefix + "a".repeat(limit - 1)))).isEmpty();
    assertThat(violations(changed(part, prefix + "a".repeat(limit)))).isNotEmpty();
  }

  private static String changed(String part, String instead) {
    String batch = SampleBatch.json(1, 1);
    assertThat(batch.replaceAll("\\s+", " ")).contains(part);
    return batch.replaceAll("\\s+", " ").replace(part, instead);
  }

  private static List<String> violations(String batch) {
    return IngestContract.check(IngestContract.parse(batch.getBytes(UTF_8)));
  }
}
