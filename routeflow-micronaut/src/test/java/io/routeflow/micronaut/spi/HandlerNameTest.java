package io.routeflow.micronaut.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandlerNameTest {

  @ParameterizedTest
  @CsvSource({
    "com.example.Shop, com.example.Shop.order, Shop.order",
    "com.example.Outer$Shop, com.example.Outer$Shop.order, Shop.order",
    "com.example.$Shop$Definition$Intercepted, com.example.Shop.order, Shop.order",
    "com.example.$Outer$Shop$Definition$Intercepted, com.example.Outer$Shop.order, Shop.order",
    "$Shop$Definition$Intercepted, Shop.order, Shop.order",
    "Shop, Shop.order, Shop.order"
  })
  void isThatOfTheApplicationsClassAndNotOfTheFrameworks(
      String type, String qualified, String inEvents) {
    HandlerName name = HandlerName.of(type, "order");
    assertThat(name.qualified()).isEqualTo(qualified);
    assertThat(name.inEvents()).isEqualTo(inEvents);
  }
}
