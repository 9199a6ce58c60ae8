package orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.annotation.Context;
import io.micronaut.discovery.ServiceInstance;
import io.micronaut.discovery.ServiceInstanceList;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Another team's service, here in the same process so that one command starts it too: it charges
 * cards, slowly, and its bonus points are out of order. The shop finds it by the name {@code
 * cards}.
 */
@Context
@Named(CardService.ID)
class CardService implements ServiceInstanceList {

  static final String ID = "cards";

  private static final Duration ANSWER_TIME = Duration.ofMillis(60);
  private static final int THREADS = 8;
  private static final int WAITING = 64;
  private static final int CREATED = 201;
  private static final int UNAVAILABLE = 503;
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads;

  CardService() throws IOException {
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "card-service");
              thread.setDaemon(true);
              return thread;
            });
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING);
    server.setExecutor(threads);
    server.createContext("/charges/", CardService::charge);
    server.createContext("/points/", exchange -> answer(exchange, UNAVAILABLE));
    server.start();
  }

  private static void charge(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(ANSWER_TIME.toMillis());
      answer(exchange, CREATED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer(exchange, UNAVAILABLE);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, NO_BODY);
    }
  }

  @Override
  public String getID() {
    return ID;
  }

  @Override
  public List<ServiceInstance> getInstances() {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort());
    return List.of(ServiceInstance.of(ID, address));
  }

  @PreDestroy
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }
}
