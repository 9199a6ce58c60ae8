package io.routeflow.micronaut.capture.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.capture.payload.ValuePayloads;
import io.routeflow.micronaut.policy.BreadcrumbPolicy;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands under a masked name in maps, collections, arrays and entries is in no attribute, no
 * breadcrumb and no payload. {@code -Dsuite.values.seed=n} repeats a run.
 */
final class NestedCanaryTest {

  private static final Logger LOG = LoggerFactory.getLogger(NestedCanaryTest.class);
  private static final long SEED = Long.getLong("suite.values.seed", System.nanoTime());
  private static final int VALUES = Integer.getInteger("suite.values.count", 100_000);
  private static final String CANARY = "cnry";
  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final BreadcrumbPolicy POLICY =
      new BreadcrumbPolicy(50, NAMES, new TextMasker(NAMES));
  private static final List<String> MASKED =
      List.of("password", "Card-Number", "accessToken", "x-api-key", "user.pin", "SET_COOKIE");
  private static final List<String> PLAIN = List.of("id", "note", "user name", "a=b", "x:", "é");
  private static final List<String> NOISE =
      List.of(
          " ", ", ", "=", "\"", "\\", "'", "}", "]", "{", "[", "\n", ":", "&", "a", "4", "é", "/");

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final ValuePayloads payloads = new ValuePayloads(NAMES, 100_000);

  @Test
  void nothingUnderAMaskedNameIsKept() {
    LOG.info("{} values, seed {}", VALUES, SEED);
    for (int i = 0; i < VALUES; i++) {
      Object value = nested(0);
      expectNone(AttributeRules.kept("ctx", value, POLICY), value);
      Breadcrumb crumb = Breadcrumb.of("m").data("ctx", value);
      expectNone(POLICY.masked(List.of(crumb)).get(0).data(), value);
      expectNone(payloads.ofValue(value).body(), value);
    }
  }

  private void expectNone(@Nullable Object kept, Object value) {
    if (String.valueOf(kept).contains(CANARY)) {
      assertThat(String.valueOf(kept)).as("seed %d: %s", SEED, value).doesNotContain(CANARY);
    }
  }

  private Object nested(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> List.of(item(depth), item(depth));
      case 1 -> new Object[] {item(depth), item(depth)};
      case 2 -> random.nextBoolean() ? Map.entry(pick(MASKED), secret(depth)) : map(depth);
      default -> map(depth);
    };
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      if (random.nextBoolean()) {
        map.put(pick(MASKED), secret(depth));
      } else {
        map.put(pick(PLAIN), item(depth));
      }
    }
    return map;
  }

  private Object item(int depth) {
    return depth < 3 && random.nextBoolean() ? nested(depth + 1) : noise("seen");
  }

  private Object secret(int depth) {
    if (depth >= 3 || random.nextInt(3) > 0) {
      return noise(CANARY);
    }
    List<Object> secrets = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      secrets.add(secret(depth + 1));
    }
    return switch (random.nextInt(3)) {
      case 0 -> secrets;
      case 1 -> secrets.toArray();
      default -> Map.of(pick(PLAIN), secrets);
    };
  }

  private String noise(String word) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(pick(NOISE)).append(word).append(pick(NOISE));
    }
    return text.toString();
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
