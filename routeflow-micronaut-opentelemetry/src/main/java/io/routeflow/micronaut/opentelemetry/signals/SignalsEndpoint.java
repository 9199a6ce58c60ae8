package io.routeflow.micronaut.opentelemetry.signals;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import io.routeflow.micronaut.opentelemetry.SignalsConfigurationException;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import java.net.URI;
import java.net.URISyntaxException;

/** Endpoints as TelemetryFlow's users write them: host and port, with or without a scheme. Pure. */
@Internal
public final class SignalsEndpoint {

  private static final int MAX_LENGTH = 1024;
  private static final int CONCURRENT = 2;

  private SignalsEndpoint() {}

  /**
   * Checks an endpoint.
   *
   * @throws SignalsConfigurationException where it is none
   */
  public static void check(String endpoint) {
    URI unused = url(endpoint, false);
  }

  /** Whether the text is an endpoint. */
  public static boolean isValid(String endpoint) {
    try {
      check(endpoint);
      return true;
    } catch (SignalsConfigurationException e) {
      return false;
    }
  }

  /** Where one signal goes. */
  public static OtlpTarget target(SignalsConfiguration configuration, Signal signal) {
    SignalsConfiguration.Connection connection = configuration.connection();
    URI base = url(connection.endpoint(), connection.insecure());
    return new OtlpTarget(
        connection.protocol() == Protocol.GRPC ? base : URI.create(base + "/v1/" + signal),
        connection.protocol(),
        configuration.credentials().headers(),
        connection.compression(),
        connection.timeout(),
        TlsFiles.NONE,
        CONCURRENT);
  }

  private static URI url(String endpoint, boolean insecure) {
    boolean hasScheme = endpoint.startsWith("http://") || endpoint.startsWith("https://");
    String text = hasScheme ? endpoint : (insecure ? "http://" : "https://") + endpoint;
    try {
      URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean isPlain =
          url.getHost() != null
              && (hasScheme || endpoint.indexOf('/') < 0)
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && url.getPort() != 0
              && url.getPort() <= 65_535;
      if (!isPlain || text.length() > MAX_LENGTH) {
        throw invalid();
      }
      return url;
    } catch (URISyntaxException e) {
      throw invalid();
    }
  }

  /** Without the text, which may have a secret in it by mistake. */
  private static SignalsConfigurationException invalid() {
    return new SignalsConfigurationException(
        "endpoint must be host:port, or an http or https address without user and query");
  }
}
