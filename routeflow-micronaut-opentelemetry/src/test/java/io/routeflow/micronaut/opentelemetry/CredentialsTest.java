package io.routeflow.micronaut.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CredentialsTest {

  private final Credentials key = Credentials.of("tfk_a", "tfs_b");

  @Test
  void thoseOfTheSameIdAndSecretAreEqual() {
    assertThat(key)
        .isEqualTo(Credentials.of("tfk_a", "tfs_b"))
        .hasSameHashCodeAs(Credentials.of("tfk_a", "tfs_b"))
        .isNotEqualTo(Credentials.of("tfk_a", "tfs_c"))
        .isNotEqualTo(Credentials.of("tfk_a", "tfs_bb"))
        .isNotEqualTo(Credentials.of("tfk_b", "tfs_b"))
        .isNotEqualTo(null)
        .isNotEqualTo("tfk_a");
  }

  @Test
  void theirTextHasNoSecret() {
    assertThat(key).hasToString("Credentials[tfk_a]");
  }
}
