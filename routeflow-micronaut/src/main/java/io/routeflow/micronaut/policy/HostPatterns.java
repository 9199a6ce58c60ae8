package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * Hosts by name: {@code name}, {@code *.suffix} for all below a domain, {@code *} for all. Pure and
 * immutable; no name is looked up.
 */
@Internal
public final class HostPatterns {

  private static final String ANY = "*";
  private static final int IPV4_PARTS = 4;
  private static final int MAX_OCTET = 255;

  private final List<String> patterns;

  /** With patterns in lower case. */
  public HostPatterns(List<String> patterns) {
    this.patterns = patterns.stream().map(HostPatterns::withoutBrackets).toList();
  }

  /**
   * Whether one of the patterns fits.
   *
   * @param host in lower case, without a port
   */
  public boolean contain(String host) {
    if (patterns.isEmpty()) {
      return false;
    }
    String name = withoutBrackets(host);
    for (String pattern : patterns) {
      if (fits(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every host fits. */
  public boolean containAll() {
    return patterns.contains(ANY);
  }

  /** Whether one pattern fits a host, both in lower case and without brackets. */
  static boolean fits(String pattern, String host) {
    if (pattern.equals(ANY)) {
      return true;
    }
    return pattern.startsWith("*.")
        ? host.length() >= pattern.length() && host.endsWith(pattern.substring(1))
        : pattern.equals(host);
  }

  /**
   * Whether a host is this machine, by its name alone: {@code localhost}, {@code 127.0.0.0/8},
   * {@code ::1}.
   *
   * @param host in lower case, without a port
   */
  public static boolean isLoopback(String host) {
    return switch (host) {
      case "localhost", "127.0.0.1", "[::1]", "::1", "[0:0:0:0:0:0:0:1]" -> true;
      default -> host.startsWith("127.") && isIpv4(host);
    };
  }

  private static boolean isIpv4(String host) {
    int parts = 1;
    int value = -1;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c >= '0' && c <= '9') {
        value = Math.max(value, 0) * 10 + (c - '0');
        if (value > MAX_OCTET) {
          return false;
        }
      } else if (c == '.' && value >= 0) {
        parts++;
        value = -1;
      } else {
        return false;
      }
    }
    return parts == IPV4_PARTS && value >= 0;
  }

  static String withoutBrackets(String host) {
    return host.length() > 2 && host.charAt(0) == '[' && host.endsWith("]")
        ? host.substring(1, host.length() - 1)
        : host;
  }
}
