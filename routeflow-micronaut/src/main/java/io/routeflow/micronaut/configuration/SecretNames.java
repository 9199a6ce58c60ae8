package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.util.List;
import java.util.Locale;

/** The names under which secrets stand. Pure. */
@Internal
public final class SecretNames {

  /** The names that are masked without any setting. */
  public static final List<String> DEFAULT =
      List.of(
          "authorization",
          "proxy-authorization",
          "password",
          "passwd",
          "pwd",
          "token",
          "access_token",
          "refresh_token",
          "id_token",
          "apikey",
          "api_key",
          "x-api-key",
          "secret",
          "client_secret",
          "private_key",
          "cookie",
          "set-cookie",
          "session",
          "csrf",
          "jwt",
          "card_number",
          "cvv",
          "cvc",
          "otp",
          "pin",
          "ssn",
          "iban");

  /** Of RFC 2965, which a client may still send. */
  private static final List<String> OLD_COOKIES = List.of("cookie2", "set-cookie2");

  /** Letters of a name that is hardly the end of another word by chance. */
  private static final int LONG = 5;

  private SecretNames() {}

  /**
   * Whether a header's value may be a secret. Refuses at least what is masked where headers are
   * shown: whatever ends in such a name, and whatever has one between its punctuation.
   *
   * @param name in any case
   * @param further names beside {@link #DEFAULT}
   */
  static boolean isHeaderOf(String name, List<String> further) {
    String header = name.toLowerCase(Locale.ROOT);
    return OLD_COOKIES.contains(header)
        || DEFAULT.stream().anyMatch(secret -> isIn(header, secret))
        || further.stream().anyMatch(secret -> isIn(header, secret));
  }

  private static boolean isIn(String header, String name) {
    String secret = letters(name);
    if (secret.isEmpty()) {
      return false;
    }
    String all = letters(header);
    if (all.equals(secret) || (secret.length() >= LONG && all.endsWith(secret))) {
      return true;
    }
    int end = header.length();
    for (int i = end - 1; i >= 0; i--) {
      if (isDivider(header.charAt(i))) {
        end = i;
      } else if (isStart(header, i) && letters(header.substring(i, end)).equals(secret)) {
        return true;
      }
    }
    return false;
  }

  /** What divides a name into parts; other punctuation divides it into words. */
  private static boolean isDivider(char c) {
    return !Character.isLetterOrDigit(c) && c != '-' && c != '_';
  }

  private static boolean isStart(String header, int index) {
    return index == 0 || !Character.isLetterOrDigit(header.charAt(index - 1));
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      if (Character.isLetterOrDigit(lower.charAt(i))) {
        letters.append(lower.charAt(i));
      }
    }
    return letters.toString();
  }
}
