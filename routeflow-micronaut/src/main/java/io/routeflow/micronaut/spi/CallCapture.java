package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Calls by other clients than Micronaut's, behind {@link io.routeflow.micronaut.Routeflow}. There
 * is no such bean where outgoing calls are not recorded. Safe from any thread.
 */
@Internal
public interface CallCapture {

  /** A client that sends as the other one does, and whose calls are recorded. */
  HttpClient observe(HttpClient client);

  /**
   * Does something that is one call.
   *
   * @return what it returns
   * @throws Exception what it throws
   */
  <T extends @Nullable Object> T observeCall(
      String method, String host, @Nullable String template, Callable<T> call) throws Exception;
}
