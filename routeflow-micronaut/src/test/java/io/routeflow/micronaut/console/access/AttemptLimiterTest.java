package io.routeflow.micronaut.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AttemptLimiterTest {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  // near its end, where differences must be taken and not values compared
  private long now = Long.MAX_VALUE - MINUTE / 2;
  private final AttemptLimiter limiter = new AttemptLimiter(() -> now);

  @Test
  void aPeerMayBeWrongSoOftenAMinuteAndThenWaitsForItsEnd() {
    InetAddress peer = address("192.0.2.1");
    fail(peer, AttemptLimiter.ALLOWED - 1);
    assertThat(limiter.isLimited(peer)).isFalse();
    fail(peer, 1);
    assertThat(limiter.isLimited(peer)).isTrue();
    now += MINUTE - 1;
    fail(peer, 1_000);
    assertThat(limiter.isLimited(peer)).isTrue();
    now += 1;
    assertThat(limiter.isLimited(peer)).isFalse();
    fail(peer, 1);
    assertThat(limiter.isLimited(peer)).as("another minute begins").isFalse();
  }

  @Test
  void otherPeersGoOn() {
    fail(address("192.0.2.1"), AttemptLimiter.ALLOWED);
    assertThat(limiter.isLimited(address("192.0.2.2"))).isFalse();
    assertThat(limiter.isLimited(address("::1"))).isFalse();
  }

  @Test
  void allOfLoopbackAreOneAndSoIsANetworkOfIpv6() {
    fail(address("127.0.0.1"), AttemptLimiter.ALLOWED - 1);
    fail(address("127.9.9.9"), 1);
    assertThat(limiter.isLimited(address("::1"))).isTrue();

    fail(address("2001:db8::1"), AttemptLimiter.ALLOWED - 1);
    fail(address("2001:db8::ffff:2"), 1);
    assertThat(limiter.isLimited(address("2001:db8:0:0:1::"))).isTrue();
    assertThat(limiter.isLimited(address("2001:db8:0:1::1"))).isFalse();
  }

  @Test
  void theLatestPeersAreKept() {
    fail(address("192.0.2.1"), AttemptLimiter.ALLOWED);
    for (int i = 0; i < AttemptLimiter.MAX_PEERS - 1; i++) {
      fail(address("10.0." + (i >> 8) + "." + (i & 255)), 1);
    }
    assertThat(limiter.isLimited(address("192.0.2.1"))).isTrue();
    fail(address("192.0.2.2"), AttemptLimiter.ALLOWED);
    fail(address("192.0.2.3"), AttemptLimiter.ALLOWED);
    assertThat(limiter.isLimited(address("192.0.2.1"))).as("asked of late").isTrue();
    assertThat(limiter.isLimited(address("192.0.2.3"))).isTrue();
  }

  private void fail(InetAddress peer, int times) {
    for (int i = 0; i < times; i++) {
      limiter.failed(peer);
    }
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
