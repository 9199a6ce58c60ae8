package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Breadcrumbs are bounded when they are made and masked later, and neither lets a secret out. */
final class BreadcrumbBoundsTest {

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final BreadcrumbPolicy POLICY =
      new BreadcrumbPolicy(50, NAMES, new TextMasker(NAMES));

  @Test
  void whatIsKeptOfDataIsBoundedWhenItIsAdded() {
    String longText = "x".repeat(1_000_000);
    BigInteger longNumber = BigInteger.ONE.shiftLeft(100_000);
    Breadcrumb crumb =
        Breadcrumb.of("m")
            .data("text", longText)
            .data("object", List.of(longText))
            .data("whole", longNumber)
            .data("fraction", new BigDecimal(longNumber, 3))
            .data(longText, 1);
    assertThat(crumb.data().values())
        .allSatisfy(value -> assertThat(value.toString().length()).isLessThanOrEqualTo(512));
    assertThat(crumb.data().keySet())
        .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(128));
    assertThat(crumb.data().get("text")).isEqualTo("x".repeat(Breadcrumb.MAX_DATA_TEXT));
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("n" + i, longText);
    }
    Breadcrumb made = new Breadcrumb(Instant.EPOCH, "m", null, null, many);
    assertThat(made.data()).hasSize(Breadcrumb.MAX_DATA);
    assertThat(made.data()).containsEntry("n0", "x".repeat(Breadcrumb.MAX_DATA_TEXT));
  }

  @Test
  void valuesAreTextsNumbersAndBooleansAsTheyWereWhenAdded() {
    AtomicInteger counter = new AtomicInteger(3);
    Breadcrumb crumb =
        Breadcrumb.of("m")
            .data("counter", counter)
            .data("ratio", new Ratio())
            .data("amount", new BigDecimal("12.50"))
            .data("mute", new Mute())
            .data("nan", Double.NaN)
            .data("none", null);
    counter.set(4);
    assertThat(crumb.data())
        .containsEntry("counter", new BigDecimal(3))
        .containsEntry("ratio", "1 / 2")
        .containsEntry("amount", new BigDecimal("12.50"))
        .containsEntry("mute", "null")
        .doesNotContainKey("none");
    assertThat(masked(crumb).data()).containsEntry("nan", "NaN").containsEntry("ratio", "1 / 2");
    Map<String, Object> holes = Collections.singletonMap(null, "x");
    assertThat(new Breadcrumb(Instant.EPOCH, "m", null, null, holes).data()).isEmpty();
  }

  @Test
  void aSecretThatIsCutIsNotSeenWhereverItStands() {
    String secret = "QQQQQQQQQQQQQQQQQQQQ";
    for (String text :
        List.of(
            "https://anna:" + secret + "@example.com",
            "redis://:" + secret + "/" + secret + "@example.com",
            "password=" + secret,
            "password%3D" + secret,
            "Bearer " + secret,
            "{\"token\":\"" + secret + "\"}")) {
      for (int before = 400; before <= Breadcrumb.MAX_DATA_TEXT; before++) {
        String whole = "x".repeat(before - 1) + " " + text;
        Breadcrumb crumb = Breadcrumb.of(whole).data("note", whole);
        assertThat(masked(crumb).message()).as(whole).doesNotContain("Q");
        assertThat(String.valueOf(masked(crumb).data().get("note")))
            .as(whole)
            .doesNotContain("Q")
            .hasSizeLessThanOrEqualTo(Breadcrumb.MAX_DATA_TEXT);
      }
    }
  }

  @Test
  void aNameThatIsCutHidesItsValue() {
    for (int length = 1; length < 300; length++) {
      String name = "x".repeat(length) + ".password";
      assertThat(masked(Breadcrumb.of("m").data(name, "QQ")).data().values())
          .as(name)
          .containsExactly("[MASKED]");
    }
    assertThat(masked(Breadcrumb.of("m").data("x".repeat(126), "seen")).data().values())
        .containsExactly("seen");
  }

  private static Breadcrumb masked(Breadcrumb crumb) {
    return POLICY.masked(List.of(crumb)).get(0);
  }

  /** A number by its type whose text is none. */
  private static final class Ratio extends Number {
    private static final long serialVersionUID = 1L;

    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0.5f;
    }

    @Override
    public double doubleValue() {
      return 0.5;
    }

    @Override
    public String toString() {
      return "1 / 2";
    }
  }

  private static final class Mute {
    @Override
    @SuppressWarnings({"NullAway", "ToStringReturnsNull"}) // as careless code does
    public String toString() {
      return null;
    }
  }
}
