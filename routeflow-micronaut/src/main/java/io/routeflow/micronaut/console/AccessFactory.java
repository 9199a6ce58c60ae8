package io.routeflow.micronaut.console;

import io.micronaut.context.annotation.Factory;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes the rules from the settings. */
@Factory
final class AccessFactory {

  private static final int KEY_BYTES = 32;

  @Singleton
  AccessRules rules(RouteflowConfiguration configuration, @Nullable OuterSecurity security) {
    RouteflowConfiguration.Console console = configuration.console();
    return new AccessRules(
        console.allowRemote(),
        console.token().map(token -> new TokenCheck(token, randomKey())).orElse(null),
        security != null);
  }

  private static byte[] randomKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
