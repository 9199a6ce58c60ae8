package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets at random places of random documents, each with a path that selects it in one of the ways
 * in which that can be written: none is in what is shown.
 */
final class RedactionCanaryTest {

  private static final Logger LOG = LoggerFactory.getLogger(RedactionCanaryTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int DOCUMENTS = Integer.getInteger("suite.masking.documents", 20_000) / 4;

  private final Canaries canaries = new Canaries(SEED);
  private final StringBuilder json = new StringBuilder();
  private final List<String> paths = new ArrayList<>();

  @Test
  void noSecretIsLeftThatAPathSelects() {
    LOG.info("{} documents, seed {}", DOCUMENTS, SEED);
    for (int i = 0; i < DOCUMENTS; i++) {
      json.setLength(0);
      paths.clear();
      value(i % 50 == 0 ? 60 : 5, "$");
      byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
      RedactedBody body =
          new JsonRedactor(MaskedNames.of(List.of()), RedactionPaths.of(paths), 1 << 20)
              .redact(bytes, bytes.length, true);
      assertThat(body)
          .as("%s, seed %d: %s", paths, SEED, json)
          .isInstanceOf(RedactedBody.Json.class);
      String shown = ((RedactedBody.Json) body).text();
      if (Canaries.leaks(shown)) {
        assertThat(shown)
            .as("%s, seed %d: %s", paths, SEED, json)
            .doesNotContainPattern(Canaries.LEAK);
      }
    }
  }

  private void value(int depth, String path) {
    json.append(canaries.blanks());
    boolean secret = canaries.random.nextInt(3) == 0 && paths.size() < 8;
    if (depth == 0 && secret) {
      paths.add(path);
      json.append(canaries.pick(canaries.number(), canaries.quoted(canaries.text())));
    } else if (depth == 0) {
      json.append(canaries.pick("1", "null", "\"plain\""));
    } else if (canaries.random.nextBoolean()) {
      object(depth, path);
    } else {
      array(depth, path);
    }
    json.append(canaries.blanks());
  }

  private void object(int depth, String path) {
    json.append('{');
    int width = 1 + canaries.random.nextInt(3);
    for (int i = 0; i < width; i++) {
      String name = canaries.plainName();
      json.append(i > 0 ? "," : "").append(canaries.quoted(name)).append(canaries.blanks());
      json.append(':');
      value(i > 0 && depth > 5 ? 0 : depth - 1, path + member(name));
    }
    json.append('}');
  }

  private void array(int depth, String path) {
    json.append('[');
    int width = 1 + canaries.random.nextInt(3);
    for (int i = 0; i < width; i++) {
      json.append(i > 0 ? "," : "");
      value(i > 0 && depth > 5 ? 0 : depth - 1, path + element(i, width));
    }
    json.append(']');
  }

  private String member(String name) {
    String inQuotes = "['" + name + "']";
    String shorthand = name.isEmpty() ? inQuotes : "." + name;
    return switch (canaries.random.nextInt(8)) {
      case 0 -> ".." + (name.isEmpty() ? inQuotes : name);
      case 1 -> "[ 'zz' , " + canaries.quoted(name) + ", 6 ]";
      case 2 -> ".*";
      case 3 -> inQuotes;
      case 4 -> " " + shorthand;
      default -> shorthand;
    };
  }

  private String element(int index, int length) {
    return switch (canaries.random.nextInt(9)) {
      case 0 -> "[" + (index - length) + "]";
      case 1 -> "[*]";
      case 2 -> "[" + index + ":" + (index + 1) + "]";
      case 3 -> "[" + (index - length) + ":]";
      case 4 -> "[" + index + "::-1]";
      case 5 -> "[::" + (index == 0 ? 1 : index) + "]";
      case 6 -> "..[" + index + "]";
      case 7 -> "['x', 9, " + index + "]";
      default -> "[" + index + "]";
    };
  }
}
