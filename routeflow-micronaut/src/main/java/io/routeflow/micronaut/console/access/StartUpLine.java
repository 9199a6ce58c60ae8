package io.routeflow.micronaut.console.access;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.ConsoleSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.SafeLog;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Logs where the console is, with the code that opens it, and warns where other machines may use
 * it. No other line holds the code.
 */
@Singleton
final class StartUpLine implements ApplicationEventListener<ServerStartupEvent> {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.console"));

  private final ConsolePath console;
  private final ConsoleSettings settings;
  private final AccessKeys keys;
  private final boolean security;

  StartUpLine(
      ConsolePath console,
      RouteflowConfiguration configuration,
      AccessKeys keys,
      @Nullable OuterSecurity security) {
    this.console = console;
    this.settings = configuration.console();
    this.keys = keys;
    this.security = security != null;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    LOG.info(
        "Console: {}",
        ConsoleAddress.of(event.getSource(), console.base() + "/?code=" + keys.codeText()));
    if (!settings.allowRemote()) {
      return;
    }
    if (settings.token().isEmpty() && !security) {
      LOG.warn(
          "routeflow.console.allow-remote has no effect: other machines are refused, since neither"
              + " routeflow.console.token nor Micronaut Security is there");
    } else {
      LOG.warn(
          "The console can be reached from other machines (routeflow.console.allow-remote), by {}",
          ways());
    }
  }

  private String ways() {
    if (settings.token().isEmpty()) {
      return "the rules of Micronaut Security";
    }
    return security ? "the token or the rules of Micronaut Security" : "the token";
  }
}
