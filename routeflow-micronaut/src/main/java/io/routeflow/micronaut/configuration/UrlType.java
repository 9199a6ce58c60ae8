package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address over HTTP.
 *
 * @param closed whether what is none stands for {@link #NOWHERE}: where the default is the public
 *     service of a vendor, key and data that are meant for another place would go there
 */
record UrlType(boolean closed) implements SettingType<URI> {

  /** The address where what is set is none: nothing is sent. */
  static final URI NOWHERE = URI.create("none:nowhere");

  private static final int MAX_PORT = 65_535;

  @Override
  public String expected() {
    return "an http or https URL with a host and without user, query or fragment";
  }

  @Override
  public @Nullable URI read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    URI uri =
        text == null || text.length() > MAX_TEXT
            ? null
            : conversion.convert(text, URI.class).orElse(null);
    if (uri != null && isPlainHttp(uri)) {
      return withLowerScheme(uri);
    }
    return closed ? NOWHERE : null;
  }

  @Override
  public @Nullable String remark(Object value) {
    return closed && NOWHERE.equals(read(value, ConversionService.SHARED))
        ? "nothing is sent there"
        : null;
  }

  /** The origin, and that there is a path: the path itself may hold a key. */
  @Override
  public Object shown(URI value) {
    if (value.equals(NOWHERE)) {
      return "";
    }
    String path = value.getRawPath();
    boolean hasPath = path != null && path.length() > 1;
    return value.getScheme() + "://" + value.getRawAuthority() + (hasPath ? "/…" : "");
  }

  /** As RFC 3986 has it, so that what compares it need not know that its case means nothing. */
  private static URI withLowerScheme(URI uri) {
    String scheme = uri.getScheme();
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals(scheme)
        ? uri
        : URI.create(lower + uri.toString().substring(lower.length()));
  }

  private static boolean isPlainHttp(URI uri) {
    return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() <= MAX_PORT
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }
}
