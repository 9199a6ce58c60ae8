package io.routeflow.micronaut.opentelemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a receiver has too little of is said in words only. */
final class OtlpRulesTest {

  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int OUT_OF_RANGE = 11;

  /** What is said before an answer, as 101 by a proxy that switches protocols, is none. */
  @ParameterizedTest
  @CsvSource({
    "100, RETRYABLE", "101, RETRYABLE", "103, RETRYABLE", "200, ACCEPTED", "204, ACCEPTED",
    "301, REDIRECTED", "400, REFUSED", "413, TOO_LARGE", "429, RETRYABLE", "500, FAILED",
    "503, RETRYABLE", "600, FAILED"
  })
  void anAnswerOverHttpIsJudgedByItsStatus(int status, OtlpAnswer.Outcome outcome) {
    assertThat(OtlpRules.http(status, null, new byte[0]).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grpc: received message larger than max (5242880 vs. 4194304) | TOO_LARGE",
        "grpc: received message after decompression larger than max (5268750 vs. 4194304) | TOO_LARGE",
        "grpc: received message after decompression larger than max 4194304 | TOO_LARGE",
        "gRPC message exceeds maximum size 4194304: 5242880           | TOO_LARGE",
        "Received message larger than max (5242880 vs 4194304)        | TOO_LARGE",
        "Received message exceeds the maximum configured message size.| TOO_LARGE",
        "Error, decoded message length too large: found 5242880 bytes | TOO_LARGE",
        "Quota exceeded for requests per minute                       | REFUSED",
        "too many spans                                               | REFUSED",
        "x                                                            | REFUSED"
      })
  void onlyAMessageThatIsTooLargeIsHalved(String message, OtlpAnswer.Outcome outcome) {
    assertThat(OtlpRules.grpc(RESOURCE_EXHAUSTED, message, null, new byte[0]).outcome())
        .isEqualTo(outcome);
  }

  /** Receivers in Rust say it by this code, which may be repeated otherwise. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error, decoded message length too large: found 5 bytes, the limit is: 4 bytes | TOO_LARGE",
        "The offset is beyond the end                                                  | RETRYABLE",
        "                                                                              | RETRYABLE"
      })
  void soIsOneThatIsOutOfRange(String message, OtlpAnswer.Outcome outcome) {
    assertThat(OtlpRules.grpc(OUT_OF_RANGE, message, null, new byte[0]).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void withoutAWordItIsFinal() {
    assertThat(OtlpRules.grpc(RESOURCE_EXHAUSTED, null, null, new byte[0]).outcome())
        .isEqualTo(OtlpAnswer.Outcome.REFUSED);
  }
}
