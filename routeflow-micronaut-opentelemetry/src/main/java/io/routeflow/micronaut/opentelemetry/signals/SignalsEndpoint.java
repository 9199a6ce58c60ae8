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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Endpoints as TelemetryFlow's users write them: host and port, with or without a scheme. Pure. */
@Internal
public final class SignalsEndpoint {

  private static final int MAX_LENGTH = 1024;
  private static final int MAX_PORT = 65_535;

  /** Names of containers may have an underscore, which {@link URI#getHost} has no place for. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?");

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
        connection.protocol() == Protocol.GRPC
            ? base
            : URI.create(base + "/v1/" + signal.wireName()),
        connection.protocol(),
        configuration.credentials().headers(),
        connection.compression(),
        connection.timeout(),
        TlsFiles.NONE,
        CONCURRENT);
  }

  private static URI url(String endpoint, boolean insecure) {
    String trimmed =
        endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    String named = withLowerScheme(trimmed);
    boolean hasScheme = named.startsWith("http://") || named.startsWith("https://");
    String text = hasScheme ? named : (insecure ? "http://" : "https://") + named;
    try {
      URI url = new URI(text);
      boolean isPlain =
          hasHost(url)
              && (hasScheme || named.indexOf('/') < 0)
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      if (!isPlain || text.length() > MAX_LENGTH) {
        throw invalid();
      }
      return url;
    } catch (URISyntaxException e) {
      throw invalid();
    }
  }

  /** The case of a scheme means nothing, and what compares it need not know that. */
  public static String withLowerScheme(String endpoint) {
    int end = endpoint.indexOf("://");
    return end < 0
        ? endpoint
        : endpoint.substring(0, end).toLowerCase(Locale.ROOT) + endpoint.substring(end);
  }

  private static boolean hasHost(URI url) {
    String authority = url.getRawAuthority();
    Matcher parts = AUTHORITY.matcher(authority == null ? "" : authority);
    if (!parts.matches()) {
      return false;
    }
    int port = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
    return port > 0 && port <= MAX_PORT;
  }

  /** Without the text, which may have a secret in it by mistake. */
  private static SignalsConfigurationException invalid() {
    return new SignalsConfigurationException(
        "endpoint must be host:port, or an http or https address without user and query");
  }
}
