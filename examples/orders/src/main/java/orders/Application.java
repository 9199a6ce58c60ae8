package orders;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the shop. */
@Singleton
final class Application {

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final int CANNOT_START = 1;

  public static void main(String[] args) {
    ApplicationContext context =
        Micronaut.build(args)
            .mainClass(Application.class)
            .defaultEnvironments(Environment.DEVELOPMENT)
            .banner(false)
            .mapError(ServerStartupException.class, Application::explain)
            .start();
    LOG.debug("Stopped: {}", !context.isRunning());
  }

  @EventListener
  void started(ServerStartupEvent event) {
    LOG.info("The shop is open at {}/ (Ctrl-C closes it)", event.getSource().getURI());
  }

  /** Leaves at once: the stack trace that would follow hides the one line that helps. */
  private static int explain(ServerStartupException error) {
    LOG.error("{}. Is the port taken? Choose another: MICRONAUT_SERVER_PORT=8081", reason(error));
    System.exit(CANNOT_START);
    return CANNOT_START;
  }

  private static String reason(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return error.getMessage() + ": " + cause.getMessage();
  }
}
