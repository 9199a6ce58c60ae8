package io.routeflow.micronaut.export.http;

import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.micronaut.http.client.exceptions.ResponseClosedException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.proxy.ProxyConnectException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes a delivery that got no answer for the log: a few words, nothing from outside. */
final class NetworkFailure {

  private static final int MAX_CAUSES = 8;

  /** In the messages of sockets that the peer has ended; all others are of this machine. */
  private static final List<String> SIGNS_OF_END = List.of("reset", "closed", "abort", "broken");

  private NetworkFailure() {}

  /** The first cause that has words, else the class of the innermost one. */
  static String describe(Throwable error) {
    Throwable cause = error;
    for (int i = 0; i < MAX_CAUSES; i++) {
      String words = words(cause);
      if (words != null) {
        return words;
      }
      if (cause.getCause() == null) {
        break;
      }
      cause = cause.getCause();
    }
    String general = generalWords(cause);
    return general != null ? general : cause.getClass().getSimpleName();
  }

  private static @Nullable String words(Throwable cause) {
    if (isTimeout(cause)) {
      return "no answer in time";
    }
    if (cause instanceof BackgroundResolver.Timeout) {
      return "the name service does not answer";
    }
    if (cause instanceof UnknownHostException) {
      return "unknown host";
    }
    if (cause instanceof SSLException) {
      return "TLS failure";
    }
    if (cause instanceof TooLongHttpContentException) {
      return "the answer is too long";
    }
    if (cause instanceof SocketException) {
      return socketWords(cause);
    }
    return isClosed(cause) ? "connection closed before the answer" : null;
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof ConnectTimeoutException
        || cause instanceof ReadTimeoutException
        || cause instanceof TimeoutException
        || (cause instanceof ProxyConnectException && message(cause).endsWith("timeout"))
        || (cause instanceof SocketException && message(cause).contains("timed out"));
  }

  private static String socketWords(Throwable cause) {
    if (cause instanceof ProxyConnectException) {
      return "the proxy refuses the connection";
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
    }
    if (cause instanceof NoRouteToHostException) {
      return "no route to the host";
    }
    // behind a colon there may be the name of the host
    String message = message(cause).split(":", 2)[0];
    boolean ended =
        !(cause instanceof BindException) && SIGNS_OF_END.stream().anyMatch(message::contains);
    return ended ? "connection closed before the answer" : "no connection can be opened";
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }

  /** Netty's own resets are plain exceptions of input and output. */
  private static boolean isClosed(Throwable cause) {
    return cause instanceof ResponseClosedException || cause instanceof ClosedChannelException;
  }

  /** Said only of what has no cause that says more. */
  private static @Nullable String generalWords(Throwable innermost) {
    if (innermost instanceof IOException) {
      return "connection failed";
    }
    return innermost instanceof DecoderException ? "the answer is not HTTP" : null;
  }
}
