package io.routeflow.micronaut.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TokenCheckTest {

  private static final String TOKEN = "0123456789abcdef";
  private final TokenCheck check = new TokenCheck(TOKEN, new byte[] {1});

  @Test
  void theTokenIsAcceptedFromTheAddressTheHeaderAndAsAProof() {
    assertThat(check.accepts(visit(TOKEN, Map.of()))).isTrue();
    assertThat(check.accepts(visit(null, Map.of(TokenCheck.HEADER, List.of(TOKEN))))).isTrue();
    assertThat(check.accepts(cookie("a=b; " + TokenCheck.COOKIE + "=" + check.proof()))).isTrue();
  }

  @Test
  void nothingElseIs() {
    assertThat(check.accepts(visit(null, Map.of()))).isFalse();
    assertThat(check.accepts(visit("", Map.of()))).isFalse();
    assertThat(check.accepts(visit(TOKEN + "0", Map.of()))).isFalse();
    assertThat(check.accepts(visit("x".repeat(100_000), Map.of()))).isFalse();
    assertThat(check.accepts(cookie(TokenCheck.COOKIE + "="))).isFalse();
    assertThat(check.accepts(cookie(TokenCheck.COOKIE + "=" + TOKEN)))
        .as("the token is no proof")
        .isFalse();
    assertThat(check.accepts(visit(check.proof(), Map.of()))).as("nor a proof a token").isFalse();
    assertThat(check.accepts(cookie("x" + TokenCheck.COOKIE + "=" + check.proof()))).isFalse();
  }

  @Test
  void theProofOfOneProcessIsNoneForAnother() {
    TokenCheck other = new TokenCheck(TOKEN, new byte[] {2});
    assertThat(other.proof()).isNotEqualTo(check.proof()).doesNotContain(TOKEN);
    assertThat(other.accepts(cookie(TokenCheck.COOKIE + "=" + check.proof()))).isFalse();
  }

  private static Visit cookie(String header) {
    return visit(null, Map.of("cookie", List.of("first=1", header)));
  }

  private static Visit visit(@Nullable String offered, Map<String, List<String>> headers) {
    return new Visit(null, "GET", "/", headers, offered);
  }
}
