package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpanAttributesTest {

  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  @Test
  void holdWhatTheAttributesOfTheApiHold() {
    AttributesBuilder own = SpanAttributes.builder();
    AttributesBuilder theirs = Attributes.builder();
    for (int i = 0; i < 100; i++) {
      for (AttributesBuilder builder : new AttributesBuilder[] {own, theirs}) {
        builder.put("name " + i % 60, "value " + i);
        builder.put(STATUS, i);
        builder.put("", "without a name");
        builder.put(AttributeKey.stringKey("no value"), (String) null);
      }
    }
    Attributes built = own.build();
    assertThat(built.asMap()).isEqualTo(theirs.build().asMap());
    assertThat(built.size()).isEqualTo(61);
    assertThat(built.isEmpty()).isFalse();
    assertThat(built.get(STATUS)).isEqualTo(99);
    assertThat(built.get(ROUTE)).isNull();
    assertThat(SpanAttributes.builder().build().isEmpty()).isTrue();
  }

  @Test
  void theLaterOneOfTwoWithOneNameStaysWhateverTheirTypes() {
    Attributes built = SpanAttributes.builder().put("http.route", 1L).put(ROUTE, "/orders").build();
    assertThat(built.asMap()).isEqualTo(Map.of(ROUTE, "/orders"));
  }

  @Test
  void stayAsTheyWereBuilt() {
    AttributesBuilder builder = SpanAttributes.builder().put(ROUTE, "/orders");
    Attributes first = builder.build();
    Attributes second = builder.put(ROUTE, "/stock").put(STATUS, 200).build();
    Attributes third = first.toBuilder().put(STATUS, 404).build();
    assertThat(first.asMap()).isEqualTo(Map.of(ROUTE, "/orders"));
    assertThat(second.asMap()).isEqualTo(Map.of(ROUTE, "/stock", STATUS, 200L));
    assertThat(third.asMap()).isEqualTo(Map.of(ROUTE, "/orders", STATUS, 404L));
  }

  @Test
  void areEqualByWhatTheyHold() {
    Attributes one = SpanAttributes.builder().put(ROUTE, "/orders").put(STATUS, 200).build();
    Attributes other = SpanAttributes.builder().put(STATUS, 200).put(ROUTE, "/orders").build();
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(one.asMap().toString());
    assertThat(one).isNotEqualTo(other.toBuilder().put(STATUS, 500).build());
  }
}
