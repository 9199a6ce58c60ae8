package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryMethodNamesTest {
  @ParameterizedTest
  @CsvSource({
    "shop.Orders$Intercepted,Orders.find",
    "shop.$Orders$Intercepted,Orders.find",
    "shop.Outer$Orders$Intercepted,Orders.find",
    "shop.Orders,Orders.find",
    "Orders,Orders.find"
  })
  void aRepositoryHasTheNameThatTheApplicationGaveIt(String className, String expected) {
    assertThat(RepositoryMethodNames.name(className, "find")).isEqualTo(expected);
  }

  @Test
  void aMethodIsNamedOnce() {
    var calls = new RepositoryMethodNames();

    assertThat(calls.of(String.class, "find")).isSameAs(calls.of(String.class, "find"));
    assertThat(calls.of(String.class, "list").method()).isEqualTo("String.list");
  }

  @Test
  void memoryIsBounded() {
    var calls = new RepositoryMethodNames();
    for (int i = 0; i < RepositoryMethodNames.MAX_REMEMBERED; i++) {
      calls.of(String.class, "m" + i);
    }

    assertThat(calls.of(String.class, "late")).isNotSameAs(calls.of(String.class, "late"));
    assertThat(calls.of(String.class, "late").method()).isEqualTo("String.late");
  }
}
