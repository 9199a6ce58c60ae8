package io.routeflow.micronaut.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessRulesTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final TokenCheck CHECK = new TokenCheck(TOKEN, new byte[] {1, 2, 3});
  private static final AccessRules DEFAULT = new AccessRules(false, null, false);
  private static final AccessRules WITH_TOKEN = new AccessRules(true, CHECK, false);
  private static final AccessRules WITH_SECURITY = new AccessRules(true, null, true);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
  void loopbackPeersAreLetIn(String peer) {
    assertThat(DEFAULT.judge(visit(peer))).isEqualTo(admitted(Admission.LOCAL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.2", "10.0.0.1", "172.17.0.1", "fe80::1", "0.0.0.0", "::"})
  void otherPeersAreRefused(String peer) {
    assertThat(statusOf(DEFAULT, visit(peer))).isEqualTo(403);
  }

  @Test
  void aPeerWithoutAnAddressIsRefusedWhateverIsAllowed() {
    Visit nobody = new Visit(null, "GET", "/routeflow-console/", headers(), TOKEN);
    for (AccessRules rules : List.of(DEFAULT, WITH_TOKEN, WITH_SECURITY)) {
      assertThat(statusOf(rules, nobody)).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({"forwarded", "x-forwarded-for", "x-forwarded-", "via", "x-real-ip", "x-client-ip"})
  void aPassedOnRequestIsRemote(String header) {
    Visit passedOn = visit("127.0.0.1", header, "127.0.0.1");
    assertThat(statusOf(DEFAULT, passedOn)).isEqualTo(403);
    assertThat(statusOf(WITH_TOKEN, passedOn)).isEqualTo(401);
    assertThat(WITH_SECURITY.judge(passedOn)).isEqualTo(admitted(Admission.LEFT_TO_SECURITY));
  }

  @Test
  void aTokenOpensToOtherMachinesOnlyWhereTheyAreAllowed() {
    Visit withToken = visit("192.0.2.2", TokenCheck.HEADER, TOKEN, "host", "shop.example:8080");
    assertThat(WITH_TOKEN.judge(withToken)).isEqualTo(admitted(Admission.TOKEN));
    assertThat(statusOf(new AccessRules(false, CHECK, true), withToken)).isEqualTo(403);
    assertThat(new AccessRules(true, CHECK, true).judge(withToken))
        .isEqualTo(admitted(Admission.TOKEN));
  }

  @Test
  void allowedRemotelyWithoutTokenAndWithoutSecurityIsRefused() {
    assertThat(statusOf(new AccessRules(true, null, false), visit("192.0.2.2"))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "10.0.0.1:8080", "[2001:db8::1]:80", "under_score"})
  void remotelyAnyHostWillDo(String host) {
    assertThat(WITH_SECURITY.judge(visit("192.0.2.2", "host", host)))
        .isEqualTo(admitted(Admission.LEFT_TO_SECURITY));
    assertThat(statusOf(DEFAULT, visit("127.0.0.1", "host", host))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a,b", "user@a", "[", "a:b", "a:99999", "-"})
  void remotelyItMustBeAHostAllTheSame(String host) {
    assertThat(statusOf(WITH_SECURITY, visit("192.0.2.2", "host", host))).isEqualTo(403);
  }

  @Test
  void noHeaderOfImportanceMayComeTwice() {
    for (String name : List.of("host", "sec-fetch-site", "origin")) {
      Map<String, List<String>> twice = headers();
      String value = name.equals("host") ? "localhost" : "none";
      twice.put(name, List.of(value, value));
      assertThat(statusOf(DEFAULT, new Visit(address("::1"), "GET", "/", twice, null)))
          .as(name)
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "PATCH", "QUERY"})
  void whateverMayChangeSomethingNeedsTheGuard(String method) {
    Map<String, List<String>> headers = headers();
    assertThat(statusOf(DEFAULT, new Visit(address("::1"), method, "/", headers, null)))
        .isEqualTo(403);
    headers.put(AccessRules.GUARD_HEADER, List.of("1"));
    assertThat(DEFAULT.judge(new Visit(address("::1"), method, "/", headers, null)))
        .isEqualTo(admitted(Admission.LOCAL));
  }

  @Test
  void noTokenOpensToAnotherSite() {
    Visit visit = visit("192.0.2.2", TokenCheck.HEADER, TOKEN, "sec-fetch-site", "cross-site");
    assertThat(statusOf(WITH_TOKEN, visit)).isEqualTo(403);
  }

  private static Verdict admitted(Admission by) {
    return new Verdict.Admitted(by);
  }

  private static int statusOf(AccessRules rules, Visit visit) {
    return rules.judge(visit) instanceof Verdict.Refused refused ? refused.status() : 200;
  }

  private static Visit visit(String peer, String... more) {
    Map<String, List<String>> headers = headers();
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], List.of(more[i + 1]));
    }
    return new Visit(address(peer), "GET", "/routeflow-console/api/state", headers, null);
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
