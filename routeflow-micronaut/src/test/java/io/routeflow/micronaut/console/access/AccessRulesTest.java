package io.routeflow.micronaut.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessRulesTest {

  private static final String CODE_TEXT = "code-of-this-process";
  private static final String TOKEN_TEXT = "0123456789abcdef";
  private static final PageQuery NONE = PageQuery.NONE;
  private static final byte[] KEY = {1, 2, 3};
  private static final AccessSecret CODE = new AccessSecret("code", CODE_TEXT, KEY);
  private static final AccessSecret TOKEN = new AccessSecret("token", TOKEN_TEXT, KEY);
  private static final AccessRules DEFAULT = new AccessRules(false, CODE, null, false);
  private static final AccessRules WITH_TOKEN = new AccessRules(true, CODE, TOKEN, false);
  private static final AccessRules WITH_SECURITY = new AccessRules(true, CODE, null, true);
  private static final AccessRules WITH_BOTH = new AccessRules(true, CODE, TOKEN, true);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
  void aLoopbackPeerWithTheCodeIsLetIn(String peer) {
    assertThat(decide(DEFAULT, request(peer, AccessSecret.HEADER, CODE_TEXT)))
        .isEqualTo(granted(AccessGrant.CODE));
    assertThat(decide(DEFAULT, request(peer, "cookie", "routeflow_console_8080=" + CODE.proof())))
        .isEqualTo(granted(AccessGrant.CODE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
  void thatAPeerIsLoopbackIsNoProof(String peer) {
    assertThat(decide(DEFAULT, request(peer))).isEqualTo(refused(Refusal.CODE_REQUIRED));
    assertThat(decide(WITH_TOKEN, request(peer))).isEqualTo(refused(Refusal.CODE_REQUIRED));
    assertThat(decide(WITH_SECURITY, request(peer)))
        .isEqualTo(granted(AccessGrant.LEFT_TO_SECURITY));
  }

  @Test
  void theCookieOfAnEarlierProcessIsDistinguishedFromNone() {
    AccessRequest late = request("::1", "cookie", "routeflow_console_8080=" + TOKEN.proof());
    assertThat(decide(DEFAULT, late)).isEqualTo(refused(Refusal.SESSION_EXPIRED));
  }

  @Test
  void anotherMachineIsAskedForTheTokenWhateverCookieItHasLeft() {
    AccessRequest late =
        request(
            "192.0.2.2",
            "cookie",
            "routeflow_console_8080=" + new AccessSecret("token", TOKEN_TEXT, new byte[9]).proof());
    assertThat(decide(WITH_TOKEN, late)).isEqualTo(refused(Refusal.TOKEN_REQUIRED));
    AccessRequest wrong = request("192.0.2.2", AccessSecret.HEADER, CODE_TEXT);
    assertThat(decide(WITH_TOKEN, wrong)).isEqualTo(refused(Refusal.WRONG_TOKEN));
  }

  @Test
  void whatThePageSendsOfABareValueOpensByCodeOrToken() {
    for (String peer : List.of("::1", "192.0.2.2")) {
      assertThat(decide(WITH_TOKEN, offering(peer, TOKEN_TEXT)))
          .isEqualTo(granted(AccessGrant.TOKEN));
    }
    assertThat(decide(WITH_TOKEN, offering("::1", CODE_TEXT))).isEqualTo(granted(AccessGrant.CODE));
    assertThat(decide(WITH_TOKEN, offering("192.0.2.2", CODE_TEXT)))
        .isEqualTo(refused(Refusal.WRONG_TOKEN));
  }

  @Test
  void eachRefusalOfASecretCountsAsATry() {
    assertThat(Stream.of(Refusal.values()).filter(Refusal::isWrongSecret))
        .containsExactly(Refusal.WRONG_SECRET, Refusal.WRONG_TOKEN);
  }

  private static AccessRequest offering(String peer, String value) {
    PageQuery query = new PageQuery(List.of("code=" + value, "token=" + value));
    return new AccessRequest(address(peer), "GET", "/routeflow-console/", headers(), true, query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.2", "10.0.0.1", "172.17.0.1", "fe80::1", "0.0.0.0", "::"})
  void otherPeersAreRefusedWhateverTheyBring(String peer) {
    for (String secret : List.of(CODE_TEXT, TOKEN_TEXT)) {
      AccessRequest request =
          request(
              peer,
              AccessSecret.HEADER,
              secret,
              "cookie",
              "routeflow_console_8080=" + CODE.proof());
      assertThat(decide(DEFAULT, request)).isEqualTo(refused(Refusal.OTHER_MACHINE));
    }
  }

  @Test
  void theCodeOpensAtThisMachineOnly() {
    for (AccessRules rules : List.of(WITH_TOKEN, new AccessRules(true, CODE, null, false))) {
      AccessRequest remote = request("192.0.2.2", AccessSecret.HEADER, CODE_TEXT);
      assertThat(decide(rules, remote)).isInstanceOf(AccessDecision.Refused.class);
      AccessRequest named =
          request("127.0.0.1", AccessSecret.HEADER, CODE_TEXT, "host", "shop.example");
      assertThat(decide(rules, named)).isInstanceOf(AccessDecision.Refused.class);
    }
  }

  @Test
  void aPeerWithoutAnAddressIsRefusedWhateverIsAllowed() {
    Map<String, List<String>> headers = headers();
    headers.put(AccessSecret.HEADER, List.of(TOKEN_TEXT));
    AccessRequest unknown =
        new AccessRequest(null, "GET", "/routeflow-console/", headers, true, NONE);
    for (AccessRules rules : List.of(DEFAULT, WITH_TOKEN, WITH_SECURITY)) {
      assertThat(decide(rules, unknown)).isEqualTo(refused(Refusal.OTHER_MACHINE));
    }
  }

  @ParameterizedTest
  @CsvSource({"forwarded", "x-forwarded-for", "x-forwarded-", "via", "x-real-ip", "x-client-ip"})
  void aForwardedRequestIsRemote(String header) {
    AccessRequest forwarded =
        request("127.0.0.1", header, "127.0.0.1", AccessSecret.HEADER, CODE_TEXT);
    assertThat(decide(DEFAULT, forwarded)).isEqualTo(refused(Refusal.OTHER_MACHINE));
    assertThat(decide(WITH_TOKEN, forwarded)).isEqualTo(refused(Refusal.WRONG_TOKEN));
    assertThat(decide(WITH_SECURITY, forwarded)).isEqualTo(granted(AccessGrant.LEFT_TO_SECURITY));
  }

  @Test
  void aTokenOpensToOtherMachinesOnlyWhereTheyAreAllowed() {
    AccessRequest withToken =
        request("192.0.2.2", AccessSecret.HEADER, TOKEN_TEXT, "host", "shop.example:8080");
    assertThat(decide(WITH_TOKEN, withToken)).isEqualTo(granted(AccessGrant.TOKEN));
    assertThat(decide(new AccessRules(false, CODE, TOKEN, true), withToken))
        .isEqualTo(refused(Refusal.OTHER_MACHINE));
    assertThat(decide(WITH_BOTH, withToken)).isEqualTo(granted(AccessGrant.TOKEN));
    assertThat(decide(WITH_TOKEN, request("192.0.2.2"))).isEqualTo(refused(Refusal.TOKEN_REQUIRED));
  }

  @Test
  void atThisMachineTheTokenIsAsGoodAsTheCode() {
    AccessRequest withToken = request("127.0.0.1", AccessSecret.HEADER, TOKEN_TEXT);
    for (boolean allowRemote : new boolean[] {true, false}) {
      assertThat(decide(new AccessRules(allowRemote, CODE, TOKEN, false), withToken))
          .isEqualTo(granted(AccessGrant.TOKEN));
    }
  }

  @Test
  void afterTooManyWrongOnesNoTokenIsLookedAtWhileCookiesAndTheCodeStillOpen() {
    AccessRequest token = request("::1", AccessSecret.HEADER, TOKEN_TEXT);
    assertThat(WITH_TOKEN.decide(token, true)).isEqualTo(refused(Refusal.TOO_MANY_ATTEMPTS));
    AccessRequest cookie = request("::1", "cookie", "routeflow_console_8080=" + TOKEN.proof());
    assertThat(WITH_TOKEN.decide(cookie, true)).isEqualTo(granted(AccessGrant.TOKEN));
    AccessRequest code = request("::1", AccessSecret.HEADER, CODE_TEXT);
    assertThat(WITH_TOKEN.decide(code, true)).isEqualTo(granted(AccessGrant.CODE));
  }

  @Test
  void whatIsLeftToSecurityIsNoWayOfGuessingTheToken() {
    AccessRequest wrong = request("192.0.2.2", AccessSecret.HEADER, TOKEN_TEXT + "x");
    assertThat(decide(WITH_BOTH, wrong)).isEqualTo(granted(AccessGrant.LEFT_TO_SECURITY));
    assertThat(WITH_BOTH.isWrongToken(wrong, AccessGrant.LEFT_TO_SECURITY)).isTrue();
    assertThat(WITH_BOTH.decide(wrong, true)).isEqualTo(refused(Refusal.TOO_MANY_ATTEMPTS));
    AccessRequest none = request("192.0.2.2");
    assertThat(WITH_BOTH.isWrongToken(none, AccessGrant.LEFT_TO_SECURITY)).isFalse();
    assertThat(WITH_BOTH.isWrongToken(wrong, AccessGrant.TOKEN)).isFalse();
    assertThat(WITH_SECURITY.isWrongToken(wrong, AccessGrant.LEFT_TO_SECURITY)).isFalse();
  }

  @Test
  void allowedRemotelyWithoutTokenAndWithoutSecurityIsRefused() {
    assertThat(decide(new AccessRules(true, CODE, null, false), request("192.0.2.2")))
        .isEqualTo(refused(Refusal.NO_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "10.0.0.1:8080", "[2001:db8::1]:80", "under_score"})
  void remotelyAnyHostWillDo(String host) {
    assertThat(decide(WITH_SECURITY, request("192.0.2.2", "host", host)))
        .isEqualTo(granted(AccessGrant.LEFT_TO_SECURITY));
    AccessRequest local = request("127.0.0.1", "host", host, AccessSecret.HEADER, CODE_TEXT);
    assertThat(decide(DEFAULT, local)).isEqualTo(refused(Refusal.OTHER_HOST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a,b", "user@a", "[", "a:b", "a:99999", "-"})
  void remotelyItMustBeAHostAllTheSame(String host) {
    assertThat(decide(WITH_SECURITY, request("192.0.2.2", "host", host)))
        .isEqualTo(refused(Refusal.OTHER_HOST));
  }

  @Test
  void noHeaderOfImportanceMayComeTwice() {
    for (String name : List.of("host", "sec-fetch-site", "origin")) {
      Map<String, List<String>> twice = headers();
      twice.put(AccessSecret.HEADER, List.of(CODE_TEXT));
      String value = name.equals("host") ? "localhost" : "none";
      twice.put(name, List.of(value, value));
      assertThat(decide(DEFAULT, new AccessRequest(address("::1"), "GET", "/", twice, true, NONE)))
          .as(name)
          .isEqualTo(refused(name.equals("host") ? Refusal.OTHER_HOST : Refusal.OTHER_SITE));
    }
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "PATCH", "QUERY"})
  void whateverMayChangeSomethingNeedsTheGuard(String method) {
    Map<String, List<String>> headers = headers();
    headers.put(AccessSecret.HEADER, List.of(CODE_TEXT));
    assertThat(decide(DEFAULT, request(method, headers))).isEqualTo(refused(Refusal.GUARD_MISSING));
    headers.put(AccessRules.GUARD_HEADER, List.of("1"));
    assertThat(decide(DEFAULT, request(method, headers))).isEqualTo(granted(AccessGrant.CODE));
  }

  @Test
  void noSecretOpensToAnotherSite() {
    for (String site : List.of("cross-site", "same-site", "nonsense")) {
      AccessRequest request =
          request("192.0.2.2", AccessSecret.HEADER, TOKEN_TEXT, "sec-fetch-site", site);
      assertThat(decide(WITH_TOKEN, request)).isEqualTo(refused(Refusal.OTHER_SITE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true, navigate, document, CODE",
    "HEAD, true, navigate, document, CODE",
    "GET, false, navigate, document, OTHER_SITE",
    "GET, true, navigate, iframe, OTHER_SITE",
    "GET, true, no-cors, image, OTHER_SITE",
    "GET, true, cors, empty, OTHER_SITE",
    "POST, true, navigate, document, OTHER_SITE",
  })
  void aLinkOfAnotherSiteOpensThePageAndNothingElse(
      String method, boolean page, String mode, String destination, String expected) {
    Map<String, List<String>> headers = headers();
    headers.put("cookie", List.of("routeflow_console_8080=" + CODE.proof()));
    headers.put("sec-fetch-site", List.of("cross-site"));
    headers.put("sec-fetch-mode", List.of(mode));
    headers.put("sec-fetch-dest", List.of(destination));
    headers.put(AccessRules.GUARD_HEADER, List.of("1"));
    AccessDecision decision =
        decide(DEFAULT, new AccessRequest(address("::1"), method, "/", headers, page, NONE));
    assertThat(decision)
        .isEqualTo(
            expected.equals("CODE")
                ? granted(AccessGrant.CODE)
                : refused(Refusal.valueOf(expected)));
  }

  private static AccessDecision decide(AccessRules rules, AccessRequest request) {
    return rules.decide(request, false);
  }

  private static AccessDecision granted(AccessGrant by) {
    return new AccessDecision.Granted(by);
  }

  private static AccessDecision refused(Refusal refusal) {
    return new AccessDecision.Refused(refusal);
  }

  private static AccessRequest request(String peer, String... more) {
    Map<String, List<String>> headers = headers();
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], List.of(more[i + 1]));
    }
    return new AccessRequest(
        address(peer), "GET", "/routeflow-console/api/state", headers, false, NONE);
  }

  private static AccessRequest request(String method, Map<String, List<String>> headers) {
    return new AccessRequest(address("::1"), method, "/", headers, false, NONE);
  }

  private static Map<String, List<String>> headers() {
    return new HashMap<>(Map.of("host", List.of("localhost:8080")));
  }

  private static @Nullable InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
