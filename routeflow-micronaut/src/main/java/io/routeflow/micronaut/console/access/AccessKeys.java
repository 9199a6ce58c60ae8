package io.routeflow.micronaut.console.access;

import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What opens the console: a code, made anew for each process and logged with the console's address,
 * and the configured token. The code proves that the visitor can read the application's log; that
 * the connection comes from this machine proves nothing, since a proxy on it connects for the whole
 * world. The code is kept in memory only: a file would have to be protected as well as the log is.
 * Immutable.
 */
@Singleton
final class AccessKeys {

  /** 192 bits, so that guessing needs no limit. */
  private static final int CODE_BYTES = 24;

  private static final int KEY_BYTES = 32;

  private final String codeText;
  private final AccessSecret code;
  private final @Nullable AccessSecret token;

  AccessKeys(RouteflowConfiguration configuration) {
    SecureRandom random = new SecureRandom();
    byte[] key = bytes(random, KEY_BYTES);
    codeText = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, CODE_BYTES));
    code = new AccessSecret(PageQuery.CODE, codeText, key);
    token =
        configuration
            .console()
            .token()
            .map(text -> new AccessSecret(PageQuery.TOKEN, text, key))
            .orElse(null);
  }

  /** The code, for the log line at the start and nothing else. */
  String codeText() {
    return codeText;
  }

  AccessSecret code() {
    return code;
  }

  @Nullable AccessSecret token() {
    return token;
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
