package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import suite.support.RawHttp;

/**
 * Each request runs two statements that carry its own name where normalizing leaves it: as the name
 * of a column. Each path does so on other threads.
 */
@Requires(property = "suite.canaries")
@Controller("/canary")
class Canaries {
  static final int STATEMENTS = 2;
  static final String ROUTE_HEADER = "x-routeflow-frontend-route: /";

  private final DataSource bean;
  private final DataSource pool;
  private final ExecutorService io;
  private final CanaryWorker worker;
  private final Provider<EmbeddedServer> server;

  Canaries(
      DataSource bean,
      @Named(TaskExecutors.IO) ExecutorService io,
      CanaryWorker worker,
      Provider<EmbeddedServer> server) {
    this.bean = bean;
    this.pool = DelegatingDataSource.unwrapDataSource(bean);
    this.io = io;
    this.worker = worker;
    this.server = server;
  }

  @ExecuteOn(TaskExecutors.BLOCKING)
  @Get("/blocking/{name}")
  String blocking(String name) {
    return run(pool, name);
  }

  @Get("/reactive/{name}")
  Mono<String> reactive(String name) {
    return Mono.just(name)
        .publishOn(Schedulers.boundedElastic())
        .map(n -> run(pool, n))
        .publishOn(Schedulers.parallel());
  }

  @Get("/future/{name}")
  CompletableFuture<String> future(String name) {
    return CompletableFuture.supplyAsync(() -> run(pool, name), io);
  }

  @Get("/async/{name}")
  CompletableFuture<String> async(String name) {
    return worker.run(pool, name);
  }

  @ExecuteOn(TaskExecutors.VIRTUAL)
  @Get("/virtual/{name}")
  String virtual(String name) {
    return run(pool, name);
  }

  @Transactional
  @ExecuteOn(TaskExecutors.IO)
  @Get("/transaction/{name}")
  String transaction(String name) {
    return run(bean, name);
  }

  /** Runs one statement before and one after a request to itself, which is a request of its own. */
  @ExecuteOn(TaskExecutors.IO)
  @Get("/nested/{name}")
  String nested(String name) throws SQLException {
    one(pool, name);
    String inner = name + "n";
    RawHttp.exchange(
        server.get().getPort(),
        RawHttp.get("/canary/future/" + inner, ROUTE_HEADER + inner, "Connection: close"));
    one(pool, name);
    return name;
  }

  static String run(DataSource source, String name) {
    try (Connection connection = source.getConnection();
        PreparedStatement prepared = connection.prepareStatement("SELECT 1 AS " + name);
        Statement statement = connection.createStatement()) {
      prepared.executeQuery();
      statement.execute("SELECT 1 AS " + name);
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void one(DataSource source, String name) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1 AS " + name);
    }
  }
}
