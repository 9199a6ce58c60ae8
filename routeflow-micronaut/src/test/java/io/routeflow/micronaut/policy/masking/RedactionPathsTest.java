package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Payload;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionPathsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user.name       | '$' expected at character 1
          $.users[?@.x]   | filter expressions are not supported at character 9
          $.a b           | '.' expected at character 5
          $.              | a name or '*' expected at character 3
          $['a            | closing quote expected at character 5
          $[01]           | an integer from -(2^53-1) to 2^53-1 expected at character 5
          $['a','b'       | ']' expected at character 10
          """)
  void anInvalidPathSaysWhyAndClosesTheDirection(String path, String reason) {
    RedactionPaths paths = RedactionPaths.of(List.of("$.ok", path));
    assertThat(paths.isClosed()).isTrue();
    assertThat(paths.isEmpty()).isFalse();
    assertThat(paths.invalid()).containsExactly(new RedactionPaths.InvalidPath(path, reason));
    byte[] json = "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(
            new JsonRedactor(MaskedNames.of(List.of()), paths, 100).redact(json, json.length, true))
        .isEqualTo(RedactedBody.omitted(Payload.Omitted.REDACTION));
  }

  @Test
  void whatALogLineShowsOfAPathIsShortAndPrintable() {
    RedactionPaths paths = RedactionPaths.of(List.of("x\n\u001b[31m" + "y".repeat(5_000)));
    assertThat(paths.invalid().get(0).path()).hasSize(200).startsWith("x??[31my");
  }

  @Test
  void pathsAreBoundedInLengthAndNumber() {
    assertThat(RedactionPaths.of(List.of("$" + ".a".repeat(1_023))).isClosed()).isFalse();
    assertThat(RedactionPaths.of(List.of("$" + ".a".repeat(1_024))).isClosed()).isTrue();
    assertThat(RedactionPaths.of(Collections.nCopies(512, "$.a")).isClosed()).isFalse();
    assertThat(RedactionPaths.of(Collections.nCopies(513, "$.a")).isClosed()).isTrue();
    assertThat(RedactionPaths.of(Collections.nCopies(2, "$[0" + ",0".repeat(600) + "]")).isClosed())
        .isTrue();
  }

  @Test
  void noPathsRedactNothing() {
    assertThat(RedactionPaths.none().isEmpty()).isTrue();
    assertThat(RedactionPaths.none().isClosed()).isFalse();
    assertThat(RedactionPaths.none().invalid()).isEmpty();
    assertThat(RedactionPaths.of(List.of("")).isClosed()).isTrue();
  }
}
