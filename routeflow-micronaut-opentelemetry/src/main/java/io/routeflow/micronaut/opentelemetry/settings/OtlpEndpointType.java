package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import io.routeflow.micronaut.opentelemetry.signals.SignalsEndpoint;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An address over HTTP, or host and port alone, as OpenTelemetry allows for gRPC; the latter is an
 * address without a scheme.
 */
record OtlpEndpointType() implements SettingType<URI> {

  private static final SettingType<URI> URL = SettingType.httpUrl();

  @Override
  public String expected() {
    return URL.expected() + ", or for grpc host:port";
  }

  @Override
  public @Nullable URI read(Object value, ConversionService conversion) {
    URI url = URL.read(value, conversion);
    if (url != null) {
      return url;
    }
    String text = String.valueOf(value).strip();
    if (!SignalsEndpoint.isValid(text)) {
      return null;
    }
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    String named = SignalsEndpoint.withLowerScheme(trimmed);
    return URI.create(named.contains("://") ? named : "//" + named);
  }

  @Override
  public Object shown(URI value) {
    return value.getScheme() == null ? value.getRawAuthority() : URL.shown(value);
  }
}
