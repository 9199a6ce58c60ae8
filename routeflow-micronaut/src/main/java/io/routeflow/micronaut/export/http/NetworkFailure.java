package io.routeflow.micronaut.export.http;

import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.micronaut.http.client.exceptions.ResponseClosedException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpContentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes a delivery that got no answer for the log: a few words, nothing from outside. */
final class NetworkFailure {

  private static final int MAX_CAUSES = 8;

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
    if (cause instanceof ConnectTimeoutException
        || cause instanceof ReadTimeoutException
        || cause instanceof TimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
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
    return isClosed(cause) ? "connection closed before the answer" : null;
  }

  /** Netty's own resets are plain exceptions of input and output. */
  private static boolean isClosed(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof ResponseClosedException
        || cause instanceof ClosedChannelException;
  }

  /** Said only of what has no cause that says more. */
  private static @Nullable String generalWords(Throwable innermost) {
    if (innermost instanceof IOException) {
      return "connection failed";
    }
    return innermost instanceof DecoderException ? "the answer is not HTTP" : null;
  }
}
