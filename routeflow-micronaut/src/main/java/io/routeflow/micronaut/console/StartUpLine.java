package io.routeflow.micronaut.console;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where the console is, and warns where others than the people at this machine may see it. */
@Singleton
final class StartUpLine implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.console");

  private final ConsolePath console;
  private final RouteflowConfiguration.Console settings;
  private final boolean security;

  StartUpLine(
      ConsolePath console, RouteflowConfiguration configuration, @Nullable OuterSecurity security) {
    this.console = console;
    this.settings = configuration.console();
    this.security = security != null;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    EmbeddedServer server = event.getSource();
    LOG.info("Console: {}://localhost:{}{}", server.getScheme(), server.getPort(), console.base());
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
