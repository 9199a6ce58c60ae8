package io.routeflow.micronaut.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a request brings with the token. The browser keeps a proof instead of the token,
 * which is worth nothing to another process. Comparisons take the same time whatever is compared:
 * of both sides a digest under a key of this process.
 */
final class TokenCheck {

  static final String COOKIE = "routeflow_console";

  /** For programs, which keep no cookies. */
  static final String HEADER = "x-routeflow-console-token";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int MAX_OFFERED = 1024;

  private final SecretKeySpec key;
  private final byte[] digest;
  private final String proof;

  /**
   * Knows the token by its digest only.
   *
   * @param token the secret
   * @param random bytes that nobody else knows, new for each process
   */
  TokenCheck(String token, byte[] random) {
    key = new SecretKeySpec(random, ALGORITHM);
    digest = digest("token:" + token);
    proof = Base64.getUrlEncoder().withoutPadding().encodeToString(digest("proof:" + token));
  }

  /** Compares with the token under a new key. */
  static TokenCheck of(String token) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new TokenCheck(token, key);
  }

  /** The value of the cookie of somebody who has shown the token. */
  String proof() {
    return proof;
  }

  /** Whether the request has the token or its proof. */
  boolean accepts(Visit visit) {
    String header = visit.single(HEADER);
    return isToken(visit.offeredToken()) || isToken(header) || hasProof(visit);
  }

  /** Whether it is the token. */
  boolean isToken(@Nullable String offered) {
    return offered != null
        && offered.length() <= MAX_OFFERED
        && MessageDigest.isEqual(digest, digest("token:" + offered));
  }

  private boolean hasProof(Visit visit) {
    for (String header : visit.header("cookie")) {
      for (String pair : header.split(";", -1)) {
        String cookie = pair.strip();
        if (cookie.startsWith(COOKIE + "=")
            && MessageDigest.isEqual(
                proof.getBytes(UTF_8), cookie.substring(COOKIE.length() + 1).getBytes(UTF_8))) {
          return true;
        }
      }
    }
    return false;
  }

  private byte[] digest(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      // every Java platform has it
      throw new IllegalStateException(e);
    }
  }
}
