package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
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
 * of a column; its name is in a breadcrumb and an attribute; and what it has called has answered
 * with the trace that the call was in. Each path does so on other threads.
 */
@Requires(property = "suite.canaries")
@Controller("/canary")
class Canaries {
  static final int STATEMENTS = 2;
  static final String ATTRIBUTE = "canary";

  /** The trace that the other application has seen. */
  static final String CALLED = "called";

  static final String ROUTE_HEADER = "x-routeflow-frontend-route: /";

  private final Routeflow routeflow;
  private final DataSource bean;
  private final DataSource pool;
  private final ExecutorService io;
  private final CanaryWorker worker;
  private final EchoClient echo;
  private final Provider<EmbeddedServer> server;

  Canaries(
      Routeflow routeflow,
      DataSource bean,
      @Named(TaskExecutors.IO) ExecutorService io,
      CanaryWorker worker,
      EchoClient echo,
      Provider<EmbeddedServer> server) {
    this.routeflow = routeflow;
    this.bean = bean;
    this.pool = DelegatingDataSource.unwrapDataSource(bean);
    this.io = io;
    this.worker = worker;
    this.echo = echo;
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
    return worker.run(() -> run(pool, name));
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
    mark(name);
    one(pool, name);
    String inner = name + "n";
    RawHttp.exchange(
        server.get().getPort(),
        RawHttp.get("/canary/future/" + inner, ROUTE_HEADER + inner, "Connection: close"));
    one(pool, name);
    return name;
  }

  /** On a thread of the application's own, which takes the context along. */
  @Get("/thread/{name}")
  CompletableFuture<String> thread(String name) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Runnable work = () -> answer.complete(run(pool, name));
    new Thread(PropagatedContext.wrapCurrent(work), "canary").start();
    return answer;
  }

  /** On a thread of the application's own that knows nothing of the request. */
  @Get("/stray/{name}")
  CompletableFuture<String> stray(String name) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    new Thread(() -> answer.complete(run(pool, name)), "stray").start();
    return answer;
  }

  /** On whatever thread this is. */
  String run(String name) {
    return run(pool, name);
  }

  private String run(DataSource source, String name) {
    mark(name);
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

  private void mark(String name) {
    routeflow.addBreadcrumb(name);
    routeflow.attribute(ATTRIBUTE, name);
    routeflow.attribute(CALLED, echo.trace());
  }

  private static void one(DataSource source, String name) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1 AS " + name);
    }
  }
}
