package io.routeflow.micronaut.capture.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The latest kinds of calls without a template, so that a call that is like an earlier one needs no
 * objects of its own for that. Thread-safe without a lock: what is kept is immutable, and what a
 * thread does not see yet it makes once more.
 */
final class KnownKinds {

  /** So many are kept at most; of two with the same place the later one is. */
  private static final int SIZE = 64;

  private final @Nullable CallKind[] kinds = new CallKind[SIZE];

  /**
   * A kind of call.
   *
   * @param host as an address has it
   * @param port also where it is that of the scheme; 0 where it is not known
   * @param usualPort whether the port is that of the scheme, or not known
   */
  CallKind of(String host, int port, boolean usualPort, String method, @Nullable String serviceId) {
    int hash = 31 * (31 * host.hashCode() + port) + method.hashCode();
    int place = (hash ^ (hash >>> 16)) & (SIZE - 1);
    CallKind known = kinds[place];
    if (known != null
        && known.target().port() == port
        && known.target().usualPort() == usualPort
        && known.target().host().equals(host)
        && known.method().equals(method)
        && Objects.equals(known.serviceId(), serviceId)) {
      return known;
    }
    CallKind made = new CallKind(CallTarget.of(host, port, usualPort), method, null, serviceId);
    kinds[place] = made;
    return made;
  }
}
