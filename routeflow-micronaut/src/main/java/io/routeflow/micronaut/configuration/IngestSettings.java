package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.net.URI;
import java.util.Optional;

/**
 * Where the ingest endpoint is, and how it is addressed. Immutable.
 *
 * @param endpoint where events go; without it nothing is sent
 * @param key the secret for it
 * @param path the path below the endpoint
 * @param compression of request bodies
 * @since 0.1.0
 */
@Internal
public record IngestSettings(
    Optional<URI> endpoint, Optional<String> key, String path, Compression compression) {

  /** The name of the destination. */
  public static final String NAME = "ingest";

  private static final int MAX_KEY = 512;

  private static final Setting<URI> ENDPOINT =
      Setting.optional(
              "endpoint",
              SettingType.httpUrl(),
              "Where the events go. There is no built-in address: without it nothing is sent.")
          // it may have user and password, or a key, in it by mistake
          .as(Setting.Exposure.UNQUOTED);

  private static final Setting<String> KEY =
      Setting.optional(
              "ingest-key",
              SettingType.token(1, MAX_KEY),
              "Sent as `Authorization: Bearer …` to the endpoint, and nowhere else.")
          .as(Setting.Exposure.SECRET);

  private static final Setting<String> PATH =
      Setting.of("ingest-path", SettingType.path(), "/v1/events", "Appended to the endpoint.")
          // it may have a key in it
          .as(Setting.Exposure.SECRET);

  private static final Setting<Compression> COMPRESSION =
      Setting.of(
          "compression",
          SettingType.choice(Compression.class),
          Compression.NONE,
          "How request bodies are packed.");

  static final SettingGroup GROUP =
      SettingGroup.of("Ingest endpoint", "", ENDPOINT, KEY, PATH, COMPRESSION);

  /** Of request bodies. */
  public enum Compression {
    /** As they are. */
    NONE,
    /** By gzip. */
    GZIP
  }

  static IngestSettings read(LenientReader reader) {
    SettingValues values = reader.read(GROUP);
    return new IngestSettings(
        values.find(ENDPOINT), values.find(KEY), values.get(PATH), values.get(COMPRESSION));
  }

  /** Whether there is a value for the endpoint that is none, so that nothing is sent there. */
  public static boolean isEndpointRejected(LenientReader reader) {
    return reader.isRejected(GROUP, ENDPOINT);
  }

  /** Whether request bodies are packed. */
  public boolean gzip() {
    return compression == Compression.GZIP;
  }

  /**
   * The path to which batches are posted: the endpoint's own, then the ingest path. Slashes in a
   * row become one: a path that starts with two would be read as another host.
   */
  public String deliveryPath() {
    return joined(endpoint.isPresent() ? endpoint.get().getRawPath() : "", path);
  }

  /** A path below another one, both of which may be empty, without two slashes in a row. */
  static String joined(String base, String below) {
    String joined = base + "/" + below;
    StringBuilder path = new StringBuilder(joined.length());
    for (int i = 0; i < joined.length(); i++) {
      if (joined.charAt(i) != '/' || path.isEmpty() || path.charAt(path.length() - 1) != '/') {
        path.append(joined.charAt(i));
      }
    }
    return path.toString();
  }

  /** Without what may hold a secret. */
  @Override
  public String toString() {
    return "IngestSettings[endpoint="
        + (endpoint.isPresent() ? ENDPOINT.shown(endpoint.get()) : "")
        + ", compression="
        + compression
        + "]";
  }
}
