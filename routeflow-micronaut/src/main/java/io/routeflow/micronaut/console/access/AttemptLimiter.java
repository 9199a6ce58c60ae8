package io.routeflow.micronaut.console.access;

import io.routeflow.micronaut.diagnostics.SafeLog;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * Limits wrong codes and tokens: {@value #ALLOWED} a minute from one peer, so that a token cannot
 * be guessed by trying. All loopback addresses are one peer, and so is a network of IPv6, of which
 * a single customer has 2^64 addresses. Of peers the latest {@value #MAX_PEERS} are kept.
 *
 * <p>Logs at most one line a minute, once a peer is limited. Thread-safe.
 */
final class AttemptLimiter {

  /** Wrong attempts of one peer within a minute. */
  static final int ALLOWED = 10;

  static final int MAX_PEERS = 1_000;

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.console"));
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final String LOOPBACK = "loopback";
  private static final int NETWORK_BYTES = 8;

  /** The peer that failed least recently is the first to go. */
  private final Map<String, Attempts> peers = new LinkedHashMap<>(16, 0.75f, true);

  private final LongSupplier nanoTime;
  private long unlogged;
  private long nextLine;

  /**
   * Without any failure yet.
   *
   * @param nanoTime a clock that is never set
   */
  AttemptLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    nextLine = nanoTime.getAsLong();
  }

  /** Whether the peer has failed so often within a minute that it has to wait for its end. */
  synchronized boolean isLimited(InetAddress peer) {
    Attempts attempts = peers.get(keyOf(peer));
    return attempts != null && attempts.isLimited(nanoTime.getAsLong());
  }

  /** Counts a wrong code or token. */
  void failed(InetAddress peer) {
    long count = count(peer);
    if (count > 0) {
      LOG.warn(
          "Wrong codes or tokens for the console: {} since the last such line, the latest from {};"
              + " its tokens are refused for up to a minute",
          count,
          peer.getHostAddress());
    }
  }

  /** How many are to be logged now; none while the peer may go on, or after a recent line. */
  private synchronized long count(InetAddress peer) {
    long now = nanoTime.getAsLong();
    Attempts attempts = peers.computeIfAbsent(keyOf(peer), key -> new Attempts(now));
    attempts.add(now);
    if (peers.size() > MAX_PEERS) {
      peers.remove(peers.keySet().iterator().next());
    }
    unlogged++;
    if (!attempts.isLimited(now) || now - nextLine < 0) {
      return 0;
    }
    nextLine = now + MINUTE;
    long count = unlogged;
    unlogged = 0;
    return count;
  }

  private static String keyOf(InetAddress peer) {
    if (peer.isLoopbackAddress()) {
      return LOOPBACK;
    }
    byte[] address = peer.getAddress();
    return HexFormat.of()
        .formatHex(peer instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
  }

  /** The wrong attempts of one peer within a minute. */
  private static final class Attempts {

    private long since;
    private int count;

    Attempts(long now) {
      since = now;
    }

    void add(long now) {
      if (isOver(now)) {
        since = now;
        count = 0;
      }
      count = Math.min(count + 1, ALLOWED);
    }

    boolean isLimited(long now) {
      return count >= ALLOWED && !isOver(now);
    }

    private boolean isOver(long now) {
      return now - since >= MINUTE;
    }
  }
}
