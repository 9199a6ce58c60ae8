package io.routeflow.micronaut.capture.client;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes, without a path. Equal are targets that stand alike in an event, where a host
 * has no port that is the scheme's.
 *
 * @param host in lower case, IPv6 in brackets; at most 255 characters
 * @param port also where it is that of the scheme; 0 where it is not known
 * @param usualPort whether the address need not name the port: it is that of the scheme, or not
 *     known
 */
record CallTarget(String host, int port, boolean usualPort) {

  private static final int MAX_HOST = 255;
  private static final int MAX_PORT = 65535;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final String UNKNOWN = "__unknown__";

  /** The target of an absolute address. */
  static CallTarget of(URI uri) {
    String host = uri.getHost();
    if (host == null) {
      String authority = uri.getRawAuthority();
      return authority == null ? new CallTarget(UNKNOWN, 0, true) : ofText(authority);
    }
    return of(host, portOf(uri), hasUsualPort(uri));
  }

  /** The target of a host as an address has it. */
  static CallTarget of(String host, int port, boolean usualPort) {
    return new CallTarget(normal(host), port, usualPort);
  }

  /** The port of an address, also where it is that of the scheme; 0 where it is not known. */
  static int portOf(URI uri) {
    return portOf(uri.getScheme(), uri.getPort());
  }

  /** Whether the port of an address is that of its scheme, or not known. */
  static boolean hasUsualPort(URI uri) {
    return isUsual(uri.getScheme(), uri.getPort());
  }

  /** The target that an application names, of which only host and port are kept. */
  static CallTarget ofText(String text) {
    String scheme = null;
    int start = text.indexOf("://");
    if (start >= 0) {
      scheme = text.substring(0, start);
      start += 3;
    } else {
      start = 0;
    }
    int end = start;
    while (end < text.length() && "/?#\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String authority = text.substring(start, end).strip();
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = authority.lastIndexOf(':');
    // an IPv6 address without brackets has several, and no port
    boolean hasPort =
        colon > 0 && (authority.indexOf(':') == colon || authority.charAt(colon - 1) == ']');
    int port = hasPort ? number(authority, colon + 1) : -1;
    String host = normal(hasPort && port >= 0 ? authority.substring(0, colon) : authority);
    return new CallTarget(
        host.isEmpty() ? UNKNOWN : host, portOf(scheme, port), isUsual(scheme, port));
  }

  /** As it stands in an event. */
  String text() {
    return usualPort ? host : host + ":" + port;
  }

  /**
   * Whether a redirection from here to there leads to the same server: the same host and port, and
   * no step from TLS to plain text, which anyone on the way could answer.
   */
  boolean leadsToItself(CallTarget next) {
    return equals(next) && !(usualPort && port == HTTPS && next.port == HTTP);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallTarget target
        && shownPort() == target.shownPort()
        && host.equals(target.host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + shownPort();
  }

  /** The port that stands in the event, or 0. */
  private int shownPort() {
    return usualPort ? 0 : port;
  }

  private static int portOf(@Nullable String scheme, int port) {
    return port > 0 ? port : portOfScheme(scheme);
  }

  private static boolean isUsual(@Nullable String scheme, int port) {
    return port <= 0 || port == portOfScheme(scheme);
  }

  private static int portOfScheme(@Nullable String scheme) {
    if ("https".equalsIgnoreCase(scheme)) {
      return HTTPS;
    }
    return "http".equalsIgnoreCase(scheme) ? HTTP : 0;
  }

  private static String normal(String host) {
    String cut = host.length() > MAX_HOST ? host.substring(0, MAX_HOST) : host;
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (c <= ' ' || c > '~') {
        return UNKNOWN;
      }
      if (c >= 'A' && c <= 'Z') {
        return cut.toLowerCase(Locale.ROOT);
      }
    }
    return cut;
  }

  private static int number(String text, int start) {
    if (start >= text.length() || text.length() - start > 5) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= MAX_PORT ? value : -1;
  }
}
