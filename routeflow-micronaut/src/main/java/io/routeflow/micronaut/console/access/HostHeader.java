package io.routeflow.micronaut.console.access;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Host} header. A page of another site whose name was made to point at this
 * machine (DNS rebinding) reaches it with a loopback address, but with its own name in this header.
 */
final class HostHeader {

  private static final Pattern SHAPE =
      Pattern.compile(
          "([A-Za-z0-9](?:[A-Za-z0-9._-]{0,253})|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

  private static final int MAX_PORT = 65_535;

  private HostHeader() {}

  /** Whether it is a host, perhaps with a port. */
  static boolean isValid(@Nullable String value) {
    return hostOf(value) != null;
  }

  /** Whether it names this machine by its loopback interface. */
  static boolean isLoopback(@Nullable String value) {
    String host = hostOf(value);
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || LOOPBACK_V4.matcher(host).matches());
  }

  /** The port that it names, or {@code null}. */
  static @Nullable String port(@Nullable String value) {
    Matcher matcher = value == null ? null : SHAPE.matcher(value);
    return matcher != null && matcher.matches() ? matcher.group(2) : null;
  }

  private static @Nullable String hostOf(@Nullable String value) {
    if (value == null) {
      return null;
    }
    Matcher matcher = SHAPE.matcher(value);
    if (!matcher.matches()) {
      return null;
    }
    String port = matcher.group(2);
    return port == null || Integer.parseInt(port) <= MAX_PORT
        ? matcher.group(1).toLowerCase(Locale.ROOT)
        : null;
  }
}
