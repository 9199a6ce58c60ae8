package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The compliance suite of RFC 9535: each of its paths without a filter expression redacts exactly
 * the values that the suite names; each of the others is invalid.
 */
final class JsonPathComplianceTest {

  private static final Pattern STEP =
      Pattern.compile("\\['((?:[^'\\\\]|\\\\.)*)'\\]|\\[(\\d+)\\]", Pattern.DOTALL);
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))", Pattern.DOTALL);

  private static final int VALID_IN_SUBSET = 167;
  private static final int INVALID = 247;

  private static final List<Map<?, ?>> CASES = cases();

  @Test
  void pathsOfTheSubsetSelectWhatTheSuiteSays() {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Map<?, ?> each : CASES) {
      String selector = text(each, "selector");
      RedactionPaths paths = RedactionPaths.of(List.of(selector));
      if (each.containsKey("invalid_selector") || paths.isClosed()) {
        continue;
      }
      seen++;
      Object document = each.get("document");
      String expected = JsonTree.write(JsonTree.replaced(document, locations(each), "#"));
      String redacted = redact(JsonTree.write(document), paths).replace("[CLIENT_REDACTED]", "#");
      if (!redacted.equals(expected)) {
        wrong.add(text(each, "name") + ": " + selector);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isEqualTo(VALID_IN_SUBSET);
  }

  @Test
  void pathsWithFilterExpressionsAreInvalidForThatReason() {
    List<String> other =
        CASES.stream()
            .filter(each -> !each.containsKey("invalid_selector"))
            .map(each -> RedactionPaths.of(List.of(text(each, "selector"))))
            .flatMap(paths -> paths.invalid().stream())
            .filter(
                invalid ->
                    !invalid.reason().startsWith("filter expressions are not supported")
                        || !invalid.path().contains("?"))
            .map(RedactionPaths.InvalidPath::toString)
            .toList();
    assertThat(other).isEmpty();
  }

  @Test
  void pathsThatTheSuiteCallsInvalidAreRejected() {
    List<String> selectors =
        CASES.stream()
            .filter(each -> each.containsKey("invalid_selector"))
            .map(each -> text(each, "selector"))
            .toList();
    assertThat(selectors).hasSize(INVALID);
    assertThat(selectors)
        .allSatisfy(
            selector -> {
              RedactionPaths paths = RedactionPaths.of(List.of(selector));
              assertThat(paths.isClosed()).as(selector).isTrue();
              assertThat(paths.invalid()).hasSize(1);
            });
  }

  private static String redact(String document, RedactionPaths paths) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    JsonRedactor redactor = new JsonRedactor(MaskedNames.of(List.of()), paths, 1 << 20);
    RedactedBody body = redactor.redact(bytes, bytes.length, true);
    return body instanceof RedactedBody.Json json ? json.text() : body.toString();
  }

  private static List<List<Object>> locations(Map<?, ?> each) {
    Object paths = each.get("result_paths");
    if (paths == null) {
      paths = ((List<?>) Objects.requireNonNull(each.get("results_paths"))).get(0);
    }
    return ((List<?>) Objects.requireNonNull(paths))
        .stream().map(path -> location((String) Objects.requireNonNull(path))).toList();
  }

  /** A normalized path (RFC 9535, 2.7). */
  static List<Object> location(String path) {
    List<Object> location = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      location.add(
          step.group(2) != null
              ? Integer.valueOf(step.group(2))
              : unescape(Objects.requireNonNull(step.group(1))));
    }
    return location;
  }

  private static String unescape(String name) {
    return ESCAPE
        .matcher(name)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) != null
                        ? String.valueOf((char) Integer.parseInt(match.group(1), 16))
                        : switch (match.group(2)) {
                          case "b" -> "\b";
                          case "f" -> "\f";
                          case "n" -> "\n";
                          case "r" -> "\r";
                          case "t" -> "\t";
                          default -> match.group(2);
                        }));
  }

  private static String text(Map<?, ?> each, String member) {
    return (String) Objects.requireNonNull(each.get(member));
  }

  private static List<Map<?, ?>> cases() {
    String file = "/jsonpath-compliance-test-suite/cts.json";
    try (InputStream in = JsonPathComplianceTest.class.getResourceAsStream(file)) {
      String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Map<?, ?> suite = (Map<?, ?>) Objects.requireNonNull(JsonTree.parse(json));
      Stream<?> tests = ((List<?>) Objects.requireNonNull(suite.get("tests"))).stream();
      return tests.<Map<?, ?>>map(each -> (Map<?, ?>) Objects.requireNonNull(each)).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
