package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generated documents and paths, judged by an implementation that works on trees. Only what both
 * dialects mean alike is generated; {@code -Dsuite.masking.seed=n} repeats a run.
 */
final class JsonPathSecondOpinionTest {

  private static final Logger LOG = LoggerFactory.getLogger(JsonPathSecondOpinionTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int DOCUMENTS = Integer.getInteger("suite.masking.documents", 20_000) / 10;
  private static final String[] NAMES = {"a", "b", "c", "d e", "ü", "f.g"};

  private static final Configuration LOCATIONS =
      Configuration.builder()
          .options(Option.AS_PATH_LIST, Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();

  @Test
  void bothSelectTheSameValues() {
    LOG.info("{} documents with a path, seed {}", DOCUMENTS, SEED);
    Random random = new Random(SEED);
    int selecting = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      Object document = value(random, 4);
      List<String> paths = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        paths.add(path(random));
      }
      List<List<Object>> locations =
          paths.stream()
              .flatMap(path -> locations(document, path).stream())
              .map(JsonPathComplianceTest::location)
              .toList();
      selecting += locations.isEmpty() ? 0 : 1;
      assertThat(redact(JsonTree.write(document), RedactionPaths.of(paths)))
          .as("%s in %s, seed %d", paths, JsonTree.write(document), SEED)
          .isEqualTo(JsonTree.write(JsonTree.replaced(document, locations, "[CLIENT_REDACTED]")));
    }
    assertThat(selecting).isGreaterThan(DOCUMENTS / 10);
  }

  private static List<String> locations(@Nullable Object document, String path) {
    List<String> locations = JsonPath.using(LOCATIONS).parse(document).read(path);
    return locations == null ? List.of() : locations;
  }

  private static String redact(String document, RedactionPaths paths) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    RedactedBody body =
        new JsonRedactor(MaskedNames.of(List.of()), paths, 1 << 20)
            .redact(bytes, bytes.length, true);
    return body instanceof RedactedBody.Json json ? json.text() : paths.invalid().toString();
  }

  private static Object value(Random random, int depth) {
    int kind = depth == 4 ? random.nextInt(2) : random.nextInt(depth > 0 ? 4 : 2);
    if (depth > 0 && (depth == 4 || kind >= 2)) {
      return random.nextBoolean() ? object(random, depth) : array(random, depth);
    }
    return kind == 0 ? "x" : true;
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.put(NAMES[random.nextInt(NAMES.length)], value(random, depth - 1));
    }
    return object;
  }

  private static List<Object> array(Random random, int depth) {
    List<Object> array = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder("$");
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      path.append(segment(random));
    }
    return path.toString();
  }

  private static String segment(Random random) {
    String name = NAMES[random.nextInt(NAMES.length)];
    int index = random.nextInt(4);
    return switch (random.nextInt(10)) {
      case 0, 1 -> "." + NAMES[random.nextInt(3)];
      case 2 -> "['" + name + "']";
      case 3 -> "[\"" + name + "\"]";
      case 4 -> "[*]";
      case 5 -> ".*";
      case 6 -> "[" + index + "]";
      case 7 -> "[" + index + ":" + (index + random.nextInt(3)) + "]";
      case 8 -> "[" + index + "," + random.nextInt(4) + "]";
      default -> ".." + NAMES[random.nextInt(3)];
    };
  }
}
