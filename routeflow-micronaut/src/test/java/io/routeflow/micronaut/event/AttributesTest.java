package io.routeflow.micronaut.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AttributesTest {

  @Test
  void plainValuesStayAsTheyAre() {
    Map<String, Object> plain =
        Map.of("a", "b", "c", 1, "d", 2.5, "e", true, "f", 3L, "g", BigInteger.TEN, "h", 1.5f);
    assertThat(Attributes.plain(plain)).isSameAs(plain);
  }

  @Test
  void whatJsonHasNoNumberForBecomesText() {
    assertThat(
            Attributes.plain(
                Map.of("a", Double.NaN, "b", Double.NEGATIVE_INFINITY, "c", Float.NaN, "d", 1)))
        .isEqualTo(Map.of("a", "NaN", "b", "-Infinity", "c", "NaN", "d", 1));
  }

  @Test
  void objectsOfTheApplicationAreKeptAsTheyWereThen() {
    StringBuilder text = new StringBuilder("then");
    AtomicInteger number = new AtomicInteger(1);
    Map<String, Object> kept = Attributes.plain(Map.of("text", text, "number", number));
    text.append(" and now");
    number.set(2);
    assertThat(kept).isEqualTo(Map.of("text", "then", "number", new BigDecimal(1)));
  }
}
