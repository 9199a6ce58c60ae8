package io.routeflow.micronaut.console.access;

import io.micronaut.core.annotation.Internal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.routeflow.micronaut.configuration.ConsolePath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the console, as far as access to it depends on it.
 *
 * @param peer the other end of the connection; {@code null} where it is no internet address
 * @param method such as {@code GET}
 * @param target the request's target as sent
 * @param headers by name in lower case, each with all its values
 * @param page whether it asks for the page itself, which holds no data
 * @param query of the page's address, which is the one place where the address may carry a secret;
 *     empty for all other addresses
 */
@Internal
public record AccessRequest(
    @Nullable InetAddress peer,
    String method,
    String target,
    Map<String, List<String>> headers,
    boolean page,
    PageQuery query) {

  private static final String COOKIE = "routeflow_console";

  /** What the rules look at, read from the framework's request. */
  static AccessRequest of(HttpRequest<?> request, ConsolePath console) {
    NettyHttpRequest<?> netty = netty(request);
    boolean page = console.isPage(request.getPath());
    return new AccessRequest(
        netty == null ? null : peer(netty),
        request.getMethodName(),
        netty == null ? "" : netty.getNativeRequest().uri(),
        headers(request),
        page,
        page ? PageQuery.of(request) : PageQuery.NONE);
  }

  /** The server's own request, whatever filters have put around it. */
  public static @Nullable NettyHttpRequest<?> netty(HttpRequest<?> request) {
    HttpRequest<?> inner = request;
    while (inner instanceof HttpRequestWrapper<?> wrapper) {
      inner = wrapper.getDelegate();
    }
    return inner instanceof NettyHttpRequest<?> netty ? netty : null;
  }

  /** The values of a header, whose name is given in lower case. */
  List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The value of a header that is there exactly once, else {@code null}. */
  @Nullable String single(String name) {
    List<String> values = header(name);
    return values.size() == 1 ? values.get(0) : null;
  }

  /** Whether it may change something. */
  boolean changesSomething() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** Whether a browser opens it in a tab of its own, and neither in a frame nor by a script. */
  boolean isTopLevelNavigation() {
    return !changesSomething()
        && "navigate".equals(single("sec-fetch-mode"))
        && "document".equals(single("sec-fetch-dest"));
  }

  /** Whether it brings a code or token, right or wrong, other than as a cookie. */
  boolean offersSecret() {
    return query.hasSecret() || !header(AccessSecret.HEADER).isEmpty();
  }

  /**
   * The name of the cookie. It holds the port, since a browser keeps the cookies of all ports of a
   * host together, and two applications on one machine must not sign each other out.
   */
  String cookieName() {
    String port = HostHeader.port(single("host"));
    return port == null ? COOKIE : COOKIE + "_" + port;
  }

  /** The values of the console's cookie; usually at most one. */
  List<String> cookies() {
    String start = cookieName() + "=";
    List<String> values = new ArrayList<>();
    for (String header : header("cookie")) {
      for (String pair : header.split(";", -1)) {
        String cookie = pair.strip();
        if (cookie.startsWith(start)) {
          values.add(cookie.substring(start.length()));
        }
      }
    }
    return values;
  }

  /** Whether a proxy says that the browser has asked by TLS. Wrong, it harms only its sender. */
  boolean isForwardedFromTls() {
    return header("x-forwarded-proto").stream().anyMatch(AccessRequest::startsWithHttps)
        || header("forwarded").stream()
            .map(value -> value.toLowerCase(Locale.ROOT).replace("\"", ""))
            .anyMatch(value -> value.contains("proto=https"));
  }

  private static boolean startsWithHttps(String protocols) {
    return protocols.strip().toLowerCase(Locale.ROOT).startsWith("https");
  }

  private static Map<String, List<String>> headers(HttpRequest<?> request) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach(
            (name, values) ->
                headers
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .addAll(values));
    return headers;
  }

  /** Taken from the connection: what headers say of it can be made up. */
  private static @Nullable InetAddress peer(NettyHttpRequest<?> request) {
    return request.getChannelHandlerContext().channel().remoteAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : null;
  }
}
