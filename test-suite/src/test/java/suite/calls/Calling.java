package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.Routeflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.TestApplication;

/**
 * An application whose requests do what a test says, a second one and a raw server that it calls.
 * Each request is known by a trace id of its own.
 */
final class Calling implements AutoCloseable {

  static final String SPEC = "calls";

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Map<String, Callable<?>> WORK = new ConcurrentHashMap<>();

  private final FakeIngest ingest = FakeIngest.start();
  private final RemoteServer remote = RemoteServer.start();
  private final TestApplication far;
  private final TestApplication near;

  private Calling(Map<String, ?> properties) {
    far = TestApplication.start(ingest, Far.SPEC, Map.of("micronaut.application.name", "far"));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("micronaut.http.services.far.url", far.url("").toString());
    all.put("micronaut.http.services.remote.url", remote.url(""));
    all.put("micronaut.http.services.remote.read-timeout", "20s");
    all.put("micronaut.http.services.remote-service.url", "http://service.invalid");
    all.put("micronaut.http.services.remote-service.proxy-type", "http");
    all.put("micronaut.http.services.remote-service.proxy-address", "127.0.0.1:" + remote.port());
    all.putAll(properties);
    near = TestApplication.start(ingest, SPEC, all);
  }

  static Calling start() {
    return start(Map.of());
  }

  static Calling start(Map<String, ?> properties) {
    return new Calling(properties);
  }

  int port() {
    return near.port();
  }

  RemoteServer remote() {
    return remote;
  }

  TestApplication far() {
    return far;
  }

  FakeIngest ingest() {
    return ingest;
  }

  ApplicationContext context() {
    return near.context();
  }

  <T> T bean(Class<T> type) {
    return near.context().getBean(type);
  }

  /** The event of a request that does some work on a thread that may block. */
  JsonNode eventOf(Callable<?> work, String... headers) {
    return event("/task/blocking/", work, headers);
  }

  /** The event of a request whose work is a publisher, subscribed to by the framework. */
  JsonNode eventOfReactive(Callable<? extends Publisher<?>> work, String... headers) {
    return event("/task/reactive/", work, headers);
  }

  /** Sends a request that does some work on a thread that may block, and waits for no event. */
  void send(Callable<?> work) {
    RawHttp.exchange(near.port(), RawHttp.get("/task/blocking/" + register(work)));
  }

  private static String register(Callable<?> work) {
    String id = "call-" + NUMBERS.incrementAndGet() + "-" + System.nanoTime();
    WORK.put(id, work);
    return id;
  }

  private JsonNode event(String path, Callable<?> work, String... headers) {
    String id = register(work);
    List<String> lines = new ArrayList<>(List.of(headers));
    if (lines.stream().noneMatch(line -> line.startsWith("traceparent:"))) {
      lines.add("x-routeflow-trace-id: " + id);
    }
    RawHttp.exchange(near.port(), RawHttp.get(path + id, lines.toArray(String[]::new)));
    String traceId = lines.get(lines.size() - 1).startsWith("x-") ? id : traceOf(lines);
    return ingest.awaitEvent(
        event ->
            event.path("trace_id").asText().equals(traceId)
                && event.path("path").asText().startsWith("/task/"));
  }

  private static String traceOf(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("traceparent:"))
        .map(line -> line.substring(16, 48))
        .findFirst()
        .orElseThrow();
  }

  /** The only entry of an event's calls. */
  static JsonNode onlyCall(JsonNode event) {
    assertThat(event.path("external_calls")).as("%s", event).hasSize(1);
    return event.path("external_calls").get(0);
  }

  void flush() {
    assertThat(bean(Routeflow.class).flush(FakeIngest.PATIENCE)).isTrue();
  }

  @Override
  public void close() {
    near.close();
    far.close();
    remote.close();
    ingest.close();
  }

  /** Does what the test has put under an id. */
  @Requires(property = "spec.name", value = SPEC)
  @Controller("/task")
  static class Worker {

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/blocking/{id}")
    String blocking(@PathVariable String id) throws Exception {
      return String.valueOf(work(id).call());
    }

    @Get("/reactive/{id}")
    Publisher<?> reactive(@PathVariable String id) throws Exception {
      return (Publisher<?>) work(id).call();
    }

    private static Callable<?> work(String id) {
      @Nullable Callable<?> work = WORK.remove(id);
      if (work == null) {
        throw new IllegalStateException(id);
      }
      return work;
    }
  }
}
