package io.routeflow.micronaut.export.ingest;

import io.micronaut.http.client.exceptions.ReadTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What an operator is told of a delivery that got no answer: a few words, nothing from outside. */
final class NetworkFailure {

  private static final int MAX_CAUSES = 8;

  private NetworkFailure() {}

  /** The first cause that has words, else the class of the innermost one. */
  static String inWords(Throwable error) {
    Throwable cause = error;
    for (int i = 0; i < MAX_CAUSES; i++) {
      if (cause instanceof ConnectException) {
        return "connection refused";
      }
      if (cause instanceof UnknownHostException) {
        return "unknown host";
      }
      if (cause instanceof SSLException) {
        return "TLS failure";
      }
      if (cause instanceof ReadTimeoutException) {
        return "no answer in time";
      }
      if (cause.getCause() == null) {
        break;
      }
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }
}
