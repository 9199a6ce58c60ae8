package io.routeflow.micronaut.console.access;

import java.util.List;
import java.util.Set;

/**
 * Recognizes forwarded requests: their connection comes from the proxy, which may well be on this
 * machine, and says nothing of where they come from.
 */
final class ProxyHeaders {

  private static final List<String> PREFIXES = List.of("x-forwarded", "x-envoy-", "cf-");

  private static final Set<String> NAMES =
      Set.of(
          "forwarded",
          "forwarded-for",
          "via",
          "client-ip",
          "true-client-ip",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-forwarded-for",
          "x-original-host",
          "x-originating-ip",
          "x-remote-ip",
          "x-remote-addr",
          "x-proxyuser-ip",
          "x-azure-clientip",
          "x-appengine-user-ip",
          "fastly-client-ip",
          "cdn-loop");

  private ProxyHeaders() {}

  /** Whether the request came through a proxy: its headers say so, or its target is a whole URI. */
  static boolean isForwarded(AccessRequest request) {
    return !request.target().startsWith("/")
        || request.headers().keySet().stream().anyMatch(ProxyHeaders::isForwarding);
  }

  private static boolean isForwarding(String name) {
    return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
  }
}
