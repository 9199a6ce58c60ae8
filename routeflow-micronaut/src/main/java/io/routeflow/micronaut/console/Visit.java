package io.routeflow.micronaut.console;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the console, as far as access to it depends on it.
 *
 * @param peer the other end of the connection; {@code null} where it is no internet address
 * @param method such as {@code GET}
 * @param target the request's target as sent
 * @param headers by name in lower case, each with all its values
 * @param offeredToken the token in the address of the page, which is the one place where the
 *     address may carry it
 */
record Visit(
    @Nullable InetAddress peer,
    String method,
    String target,
    Map<String, List<String>> headers,
    @Nullable String offeredToken) {

  /** The values of a header, whose name is given in lower case. */
  List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The value of a header that is there exactly once, else {@code null}. */
  @Nullable String single(String name) {
    List<String> values = header(name);
    return values.size() == 1 ? values.get(0) : null;
  }
}
