package io.routeflow.micronaut.opentelemetry;

import io.micronaut.core.annotation.Internal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API key of TelemetryFlow: an id and its secret. Immutable; its text shows the id only.
 *
 * @since 0.1.0
 */
public final class Credentials {

  private static final Pattern ID = Pattern.compile("tfk_[\\x21-\\x7E]{1,508}");
  private static final Pattern SECRET = Pattern.compile("tfs_[\\x21-\\x7E]{1,508}");

  private final String keyId;
  private final String keySecret;

  private Credentials(String keyId, String keySecret) {
    this.keyId = keyId;
    this.keySecret = keySecret;
  }

  /** Stands for none: nothing is sent. */
  @Internal
  public static Credentials none() {
    return new Credentials("", "");
  }

  /**
   * Checks a key.
   *
   * @param keyId {@code tfk_} and 1 to 508 visible ASCII characters
   * @param keySecret {@code tfs_} and 1 to 508 visible ASCII characters
   * @throws CredentialsException where one of them is not like that
   */
  public static Credentials of(String keyId, String keySecret) {
    if (keyId == null || !ID.matcher(keyId).matches()) {
      throw new CredentialsException(
          "apiKey: the id must be tfk_ and 1 to 508 visible ASCII characters without spaces");
    }
    if (keySecret == null || !SECRET.matcher(keySecret).matches()) {
      throw new CredentialsException(
          "apiKey: the secret must be tfs_ and 1 to 508 visible ASCII characters without spaces");
    }
    return new Credentials(keyId, keySecret);
  }

  /** The id, which is no secret. */
  public String keyId() {
    return keyId;
  }

  /** The headers by which requests are authenticated; none without a key. They hold the secret. */
  @Internal
  public Map<String, String> headers() {
    return keyId.isEmpty()
        ? Map.of()
        : Map.of(
            "Authorization",
            "Bearer " + keyId + ":" + keySecret,
            "X-TelemetryFlow-Key-ID",
            keyId,
            "X-TelemetryFlow-Key-Secret",
            keySecret);
  }

  /** Whether both parts are the same; how long that takes says nothing about the secret. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials same
        && keyId.equals(same.keyId)
        && MessageDigest.isEqual(
            keySecret.getBytes(StandardCharsets.US_ASCII),
            same.keySecret.getBytes(StandardCharsets.US_ASCII));
  }

  /** Of the id alone. */
  @Override
  public int hashCode() {
    return keyId.hashCode();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credentials[" + keyId + "]";
  }
}
