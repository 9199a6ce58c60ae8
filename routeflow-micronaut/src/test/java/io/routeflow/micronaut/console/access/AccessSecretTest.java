package io.routeflow.micronaut.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessSecretTest {

  private static final String TEXT = "0123456789abcdef";
  private static final Map<String, List<String>> NONE = Map.of();

  private final AccessSecret secret = new AccessSecret("token", TEXT, new byte[] {1});

  @Test
  void isOfferedInThePagesAddressOrTheHeader() {
    assertThat(secret.isOfferedBy(request("token=" + TEXT, NONE))).isTrue();
    assertThat(secret.isOfferedBy(request("q=1&token=" + TEXT + "&x", NONE))).isTrue();
    assertThat(secret.isOfferedBy(request("", Map.of(AccessSecret.HEADER, List.of(TEXT)))))
        .isTrue();
    assertThat(new AccessSecret("token", "a+b/c=", new byte[] {1}).isOfferedBy(encoded())).isTrue();
  }

  @Test
  void isNotOfferedByAnythingElse() {
    assertThat(secret.isOfferedBy(request("", NONE))).isFalse();
    assertThat(secret.isOfferedBy(request("token=", NONE))).isFalse();
    assertThat(secret.isOfferedBy(request("code=" + TEXT, NONE))).isFalse();
    assertThat(secret.isOfferedBy(request("xtoken=" + TEXT, NONE))).isFalse();
    assertThat(secret.isOfferedBy(request("token=" + TEXT + "0", NONE))).isFalse();
    assertThat(secret.isOfferedBy(request("token=%ZZ", NONE))).isFalse();
    assertThat(secret.isOfferedBy(request("token=" + "x".repeat(100_000), NONE))).isFalse();
    assertThat(secret.isOfferedBy(request("token=" + secret.proof(), NONE)))
        .as("a proof is no secret")
        .isFalse();
    assertThat(secret.isOfferedBy(request("", Map.of(AccessSecret.HEADER, List.of(TEXT, TEXT)))))
        .as("twice")
        .isFalse();
  }

  @Test
  void isProvedByTheCookieOfThisPort() {
    assertThat(secret.isProvedBy(cookie("a=b; routeflow_console_80=" + secret.proof()))).isTrue();
    assertThat(secret.isProvedBy(cookie("a=b"))).isFalse();
    assertThat(secret.isProvedBy(cookie("routeflow_console_80="))).isFalse();
    assertThat(secret.isProvedBy(cookie("routeflow_console_80=" + TEXT))).isFalse();
    assertThat(secret.isProvedBy(cookie("routeflow_console_80=" + secret.proof() + "x"))).isFalse();
    assertThat(secret.isProvedBy(cookie("routeflow_console_81=" + secret.proof()))).isFalse();
    assertThat(secret.isProvedBy(cookie("xrouteflow_console_80=" + secret.proof()))).isFalse();
  }

  @Test
  void theProofOfOneProcessOrParameterIsNoneForAnother() {
    AccessSecret otherProcess = new AccessSecret("token", TEXT, new byte[] {2});
    AccessSecret otherParameter = new AccessSecret("code", TEXT, new byte[] {1});
    assertThat(List.of(otherProcess.proof(), otherParameter.proof()))
        .doesNotHaveDuplicates()
        .doesNotContain(secret.proof())
        .noneMatch(proof -> proof.contains(TEXT));
  }

  private static AccessRequest encoded() {
    return request("token=a%2Bb%2Fc%3D", NONE);
  }

  private static AccessRequest cookie(String header) {
    return request("", Map.of("cookie", List.of("first=1", header)));
  }

  private static AccessRequest request(String query, Map<String, List<String>> more) {
    var headers = new java.util.HashMap<String, List<String>>(more);
    headers.put("host", List.of("localhost:80"));
    return new AccessRequest(
        null, "GET", "/", headers, true, new PageQuery(List.of(query.split("&", -1))));
  }
}
