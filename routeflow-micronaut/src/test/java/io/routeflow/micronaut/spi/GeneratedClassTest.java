package io.routeflow.micronaut.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeneratedClassTest {

  @ParameterizedTest
  @CsvSource({
    "com.example.$Shop$Definition$Intercepted, com.example.Shop",
    "com.example.$Outer$Shop$Definition$Intercepted, com.example.Outer$Shop",
    "$Shop$Definition$Intercepted, Shop",
    "com.example.Orders$Intercepted, com.example.Orders",
    "com.example.$Orders$Intercepted, com.example.Orders",
    "com.example.Outer$Orders$Intercepted, com.example.Outer$Orders"
  })
  void isNamedByTheClassOfTheApplicationThatItWasMadeFor(String generated, String own) {
    assertThat(GeneratedClass.is(generated)).isTrue();
    assertThat(GeneratedClass.origin(generated)).isEqualTo(own);
    assertThat(GeneratedClass.is(own)).isFalse();
    assertThat(GeneratedClass.origin(own)).isEqualTo(own);
  }
}
