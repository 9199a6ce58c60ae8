package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request identified its caller; never with what. Immutable.
 *
 * @param mode where the credentials were
 * @param scheme the registered spelling of the authentication scheme; null where the header has no
 *     credentials after it, or begins with something else, which may be a credential itself
 * @since 0.1.0
 */
@Internal
public record RequestAuth(Mode mode, @Nullable String scheme) {

  /** The list of IANA as of February 2025, and three that are in common use without it. */
  private static final List<String> SCHEMES =
      List.of(
          "Basic",
          "Bearer",
          "Concealed",
          "Digest",
          "DPoP",
          "GNAP",
          "HOBA",
          "Mutual",
          "Negotiate",
          "OAuth",
          "PrivateToken",
          "SCRAM-SHA-1",
          "SCRAM-SHA-256",
          "vapid",
          "ApiKey",
          "Token",
          "AWS4-HMAC-SHA256");

  /** Where the credentials of a request were. */
  public enum Mode {
    /** A bearer token in {@code Authorization}. */
    BEARER("bearer"),
    /** A name and a password in {@code Authorization}. */
    BASIC("basic"),
    /** A key, in {@code Authorization} or in a header of its own. */
    API_KEY("api_key"),
    /** A cookie. */
    COOKIE("cookie"),
    /** {@code Authorization} with something else. */
    OTHER("other"),
    /** None of these. */
    NONE("none");

    private final String wireName;

    Mode(String wireName) {
      this.wireName = wireName;
    }

    /** The value of the event's member {@code mode}. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * Reads the mode of a request.
   *
   * @param authorization the value of {@code Authorization}, null where there is none
   * @param keyHeader whether there is {@code x-api-key}, {@code api-key} or {@code apikey}
   * @param cookie whether there is a cookie
   */
  public static RequestAuth of(@Nullable String authorization, boolean keyHeader, boolean cookie) {
    if (authorization != null && !authorization.isBlank()) {
      return ofScheme(scheme(authorization.strip()));
    }
    if (keyHeader) {
      return new RequestAuth(Mode.API_KEY, null);
    }
    return new RequestAuth(cookie ? Mode.COOKIE : Mode.NONE, null);
  }

  /** The registered spelling of an authentication scheme, null where it is none. */
  static @Nullable String registered(CharSequence text, int from, int to) {
    for (String scheme : SCHEMES) {
      if (scheme.length() == to - from && matches(scheme, text, from)) {
        return scheme;
      }
    }
    return null;
  }

  private static RequestAuth ofScheme(@Nullable String scheme) {
    if (scheme == null) {
      return new RequestAuth(Mode.OTHER, null);
    }
    Mode mode =
        switch (scheme) {
          case "Bearer" -> Mode.BEARER;
          case "Basic" -> Mode.BASIC;
          case "ApiKey" -> Mode.API_KEY;
          default -> Mode.OTHER;
        };
    return new RequestAuth(mode, scheme);
  }

  /** What a bare token would be, alone in the header, must not be taken for a scheme. */
  private static @Nullable String scheme(String authorization) {
    int space = authorization.indexOf(' ');
    return space < 0 ? null : registered(authorization, 0, space);
  }

  private static boolean matches(String scheme, CharSequence text, int from) {
    for (int i = 0; i < scheme.length(); i++) {
      if (Character.toLowerCase(scheme.charAt(i)) != Character.toLowerCase(text.charAt(from + i))) {
        return false;
      }
    }
    return true;
  }
}
