package io.routeflow.micronaut.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret that opens the console: the code of this process or the configured token. It is offered
 * once, in the page's address or a header; the browser then keeps a proof instead, which is worth
 * nothing to another process. All comparisons take the same time whatever is compared: they are of
 * digests under a key of this process. Immutable.
 */
final class AccessSecret {

  /** For programs, which keep no cookies. */
  static final String HEADER = "x-routeflow-console-token";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_OFFERED = 1024;

  private final String parameter;
  private final SecretKeySpec key;
  private final byte[] digest;
  private final String proof;

  /**
   * Keeps the secret as its digest only.
   *
   * @param parameter its name in the page's query, which also keeps the proofs of two equal secrets
   *     apart
   * @param secret its text
   * @param random secret bytes, new for each process
   */
  AccessSecret(String parameter, String secret, byte[] random) {
    this.parameter = parameter;
    key = new SecretKeySpec(random, ALGORITHM);
    digest = digest("offer:" + secret);
    proof =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(digest("proof:" + parameter + ":" + secret));
  }

  /** The value of the cookie of a browser that has offered the secret. */
  String proof() {
    return proof;
  }

  /** Whether the request has the cookie. */
  boolean isProvedBy(AccessRequest request) {
    byte[] expected = proof.getBytes(UTF_8);
    return request.cookies().stream()
        .anyMatch(value -> MessageDigest.isEqual(expected, value.getBytes(UTF_8)));
  }

  /** Whether the request has the secret itself, in the page's address or in the header. */
  boolean isOfferedBy(AccessRequest request) {
    return isInAddress(request.query()) || equalsSecret(request.single(HEADER));
  }

  /** Whether the page's address has the secret. */
  boolean isInAddress(PageQuery query) {
    return equalsSecret(query.value(parameter));
  }

  private boolean equalsSecret(@Nullable String offered) {
    return offered != null
        && offered.length() <= MAX_OFFERED
        && MessageDigest.isEqual(digest, digest("offer:" + offered));
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
