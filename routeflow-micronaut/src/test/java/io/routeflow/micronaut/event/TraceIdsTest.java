package io.routeflow.micronaut.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any trace id becomes one that W3C Trace Context accepts, the same everywhere. */
final class TraceIdsTest {

  @Test
  void aUuidLosesItsDashes() {
    UUID id = UUID.randomUUID();
    assertThat(TraceIds.w3c(id.toString())).isEqualTo(id.toString().replace("-", ""));
    assertThat(TraceIds.w3c("550E8400-E29B-41D4-A716-446655440000"))
        .isEqualTo("550e8400e29b41d4a716446655440000");
  }

  @Test
  void oneOfW3cStays() {
    assertThat(TraceIds.w3c("4bf92f3577b34da6a3ce929d0e0e4736"))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void theHashOfAnotherIsItsFirst16Bytes() {
    // printf abc | sha256sum
    assertThat(TraceIds.w3c("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000000000000000",
        "00000000-0000-0000-0000-000000000000",
        "gbf92f3577b34da6a3ce929d0e0e4736",
        "page-42-7",
        "550e8400-e29b-41d4-a716-44665544000-",
        "550e8400e-29b-41d4-a716-446655440000"
      })
  void whatIsNoneIsHashed(String id) {
    assertThat(TraceIds.w3c(id)).matches("[0-9a-f]{32}").isNotEqualTo(id.replace("-", ""));
  }
}
