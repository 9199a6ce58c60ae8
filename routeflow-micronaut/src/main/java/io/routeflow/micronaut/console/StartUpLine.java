package io.routeflow.micronaut.console;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.routeflow.micronaut.configuration.ConsolePath;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where the console is, and warns where others than the people at this machine may see it. */
@Singleton
final class StartUpLine implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.console");

  private final ConsolePath console;
  private final AccessRules rules;

  StartUpLine(ConsolePath console, AccessRules rules) {
    this.console = console;
    this.rules = rules;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    EmbeddedServer server = event.getSource();
    LOG.info("Console: {}://localhost:{}{}", server.getScheme(), server.getPort(), console.base());
    if (!rules.allowRemote()) {
      return;
    }
    if (rules.token() == null && !rules.security()) {
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
    if (rules.token() == null) {
      return "the rules of Micronaut Security";
    }
    return rules.security() ? "the token or the rules of Micronaut Security" : "the token";
  }
}
