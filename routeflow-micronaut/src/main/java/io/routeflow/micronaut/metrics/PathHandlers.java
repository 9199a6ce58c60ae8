package io.routeflow.micronaut.metrics;

import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.UrlMasker;
import io.routeflow.micronaut.spi.RequestObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of requests without a route, each under its path: the first ones are kept apart, so
 * that the number of series is bounded. Any sender may choose the path, so it is masked as a
 * captured address is, and what was decided of the latest ones is remembered. Thread-safe.
 */
final class PathHandlers {

  /** The handler of paths beyond {@link #MAX_PATHS}. */
  static final String OTHER = "other";

  /** Paths without a route that have series of their own. */
  static final int MAX_PATHS = 1000;

  /** A power of two; a new path takes the place of an older one. */
  private static final int SLOTS = 1024;

  private final Predicate<String> excluded;
  private final UrlMasker masker;

  /** Masked: targets that differ only in what is masked are one path. */
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  private final AtomicInteger count = new AtomicInteger();

  /** Each immutable; one that another thread overwrites is a decision made again. */
  private final @Nullable Decision[] latest = new Decision[SLOTS];

  private record Decision(String target, String handler) {}

  /**
   * For an application.
   *
   * @param excluded whether a path is left out
   */
  PathHandlers(MaskedNames names, Predicate<String> excluded) {
    this.excluded = excluded;
    this.masker = new UrlMasker(names);
  }

  /** The handler of a target; empty where it is left out. */
  String of(String target) {
    int hash = target.hashCode();
    int slot = (hash ^ (hash >>> Character.SIZE)) & (SLOTS - 1);
    Decision known = latest[slot];
    if (known != null && known.target().equals(target)) {
      return known.handler();
    }
    String decided = decide(target);
    latest[slot] = new Decision(target, decided);
    return decided;
  }

  private String decide(String target) {
    String path = masker.maskPath(target, target.length() >= RequestObserver.MAX_TARGET);
    if (path.isEmpty()) {
      return OTHER;
    }
    // first, so that an excluded one takes no place, and is not among the others
    if (excluded.test(path)) {
      return "";
    }
    if (kept.contains(path)) {
      return path;
    }
    if (count.get() >= MAX_PATHS) {
      return OTHER;
    }
    if (count.incrementAndGet() > MAX_PATHS) {
      count.decrementAndGet();
      return OTHER;
    }
    if (!kept.add(path)) {
      count.decrementAndGet();
    }
    return path;
  }
}
