package suite.presence.plain;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;

/** Does one piece of work and ends, as a scheduled program on the command line does. */
public final class NightlyRun {

  /** Followed by whether there is a server. */
  public static final String SERVER = "server ";

  private NightlyRun() {}

  public static void main(String[] arguments) {
    try (ApplicationContext context = Micronaut.build(arguments).banner(false).start()) {
      System.out.println(SERVER + context.containsBean(EmbeddedServer.class));
      Routeflow routeflow = context.getBean(Routeflow.class);
      try (RouteflowScope scope = routeflow.openScope(EventType.JOB, "nightly")) {
        scope.attribute("rows", 7);
      }
      routeflow.captureEvent(CapturedEvent.named("ended").build());
    }
  }
}
