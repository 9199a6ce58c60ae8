package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BreadcrumbPolicyTest {

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());

  private final BreadcrumbPolicy policy = new BreadcrumbPolicy(10, NAMES, new TextMasker(NAMES));

  @Test
  void valuesUnderMaskedNamesAndSecretsInTextsAreMasked() {
    assertThat(masked("password", "hunter2")).isEqualTo("[MASKED]");
    assertThat(masked("note", "token=hunter2")).isEqualTo("token=[MASKED]");
    assertThat(masked("try", 2)).isEqualTo(2);
  }

  @Test
  void aNumberThatJsonHasNoFormForBecomesText() {
    assertThat(masked("ratio", new Fraction(1, 3))).isEqualTo("1/3");
    assertThat(masked("share", Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void aNumberThatMayChangeIsKeptAsItIsNow() {
    AtomicInteger count = new AtomicInteger(1);
    Object kept = masked("count", count);
    count.set(2);
    assertThat(kept).isEqualTo(new BigDecimal(1));
  }

  @Test
  void aCategoryIsMaskedAsText() {
    assertThat(category("payment")).isEqualTo("payment");
    assertThat(category("payment token=hunter2")).isEqualTo("payment token=[MASKED]");
    assertThat(category("https://anna:hunter2" + "x".repeat(60))).isEqualTo("https://[MASKED]");
  }

  private @Nullable String category(String category) {
    Breadcrumb breadcrumb = Breadcrumb.of("step").category(category);
    return policy.masked(List.of(breadcrumb)).get(0).category();
  }

  private Object masked(String name, Object value) {
    Breadcrumb breadcrumb = Breadcrumb.of("step").data(name, value);
    Map<String, Object> data = policy.masked(List.of(breadcrumb)).get(0).data();
    return Objects.requireNonNull(data.get(name));
  }

  /** As some libraries have it. */
  private static final class Fraction extends Number {

    private static final long serialVersionUID = 1;

    private final int numerator;
    private final int denominator;

    Fraction(int numerator, int denominator) {
      this.numerator = numerator;
      this.denominator = denominator;
    }

    @Override
    public int intValue() {
      return numerator / denominator;
    }

    @Override
    public long longValue() {
      return intValue();
    }

    @Override
    public float floatValue() {
      return (float) doubleValue();
    }

    @Override
    public double doubleValue() {
      return (double) numerator / denominator;
    }

    @Override
    public String toString() {
      return numerator + "/" + denominator;
    }
  }
}
