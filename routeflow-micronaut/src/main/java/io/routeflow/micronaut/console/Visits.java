package io.routeflow.micronaut.console;

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

/** Reads from the framework's requests what the rules look at. */
final class Visits {

  private Visits() {}

  static Visit of(HttpRequest<?> request, ConsolePath console) {
    NettyHttpRequest<?> netty = netty(request);
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach(
            (name, values) ->
                headers
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .addAll(values));
    return new Visit(
        netty == null ? null : peer(netty),
        request.getMethodName(),
        netty == null ? "" : netty.getNativeRequest().uri(),
        headers,
        console.isPage(request.getPath()) ? PageQuery.of(request).token() : null);
  }

  /** The server's own request, whatever filters have put around it. */
  static @Nullable NettyHttpRequest<?> netty(HttpRequest<?> request) {
    HttpRequest<?> inner = request;
    while (inner instanceof HttpRequestWrapper<?> wrapper) {
      inner = wrapper.getDelegate();
    }
    return inner instanceof NettyHttpRequest<?> netty ? netty : null;
  }

  /** Taken from the connection: what headers say of it can be made up. */
  private static @Nullable InetAddress peer(NettyHttpRequest<?> request) {
    return request.getChannelHandlerContext().channel().remoteAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : null;
  }
}
