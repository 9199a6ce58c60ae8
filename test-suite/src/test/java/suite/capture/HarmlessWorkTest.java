package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.propagation.ReactorPropagation;
import io.micronaut.core.convert.value.MutableConvertibleValues;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.micronaut.http.simple.SimpleHttpRequest;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.InternalErrorListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import suite.support.ApplicationExtension;

/**
 * Whatever fails in the capture of work, the work is done as without it, and the failure counts.
 */
final class HarmlessWorkTest {

  private static final String SPEC = "HarmlessWorkTest";

  @RegisterExtension
  final ApplicationExtension started =
      ApplicationExtension.of(SPEC, Map.of("routeflow.external-calls.enabled", true));

  private Routeflow routeflow;
  private Works works;
  private Failures failures;

  /** What our own code may fail with. */
  enum Kind {
    EXCEPTION,
    MEMORY,
    STACK,
    LINKAGE;

    void fail() {
      switch (this) {
        case EXCEPTION -> throw new IllegalStateException("injected");
        case MEMORY -> throw new OutOfMemoryError("injected");
        case STACK -> throw new StackOverflowError("injected");
        case LINKAGE -> throw new NoClassDefFoundError("injected");
      }
    }
  }

  @BeforeEach
  void see() {
    routeflow = started.routeflow();
    works = started.application().context().getBean(Works.class);
    failures = started.application().context().getBean(Failures.class);
  }

  @ParameterizedTest
  @EnumSource
  void anAnnotatedMethodRunsThoughNoScopeCanBeOpened(Kind kind) {
    try (PropagatedContext.Scope ignored = brokenRequest(kind)) {
      assertThat(works.plain()).isEqualTo("plain");
      assertThat(works.later().join()).isEqualTo("later");
      assertThat(works.reactive().block()).isEqualTo("reactive");
      assertThat(works.many().collectList().block()).containsExactly(1, 2);
      assertThatThrownBy(works::failing).isSameAs(works.own);
    }
    assertThat(failures.seen).hasSizeGreaterThanOrEqualTo(5);
    assertThat(routeflow.stats().captured()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anAnnotatedMethodRunsOnceThoughItsScopeCannotBeEntered(Kind kind) {
    Thrower thrower = new Thrower(kind);
    try (PropagatedContext.Scope ignored = PropagatedContext.empty().plus(thrower).propagate()) {
      thrower.onUpdate = true;
      assertThat(works.plain()).isEqualTo("plain");
      assertThat(works.counted()).isEqualTo(1);
      try (RouteflowScope scope = routeflow.openScope(EventType.JOB, "by hand")) {
        scope.warning();
      }
      thrower.onUpdate = false;
    }
    assertThat(failures.seen).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void theResultArrivesThoughTheScopeCannotBeLeft(Kind kind) {
    Thrower thrower = new Thrower(kind);
    try (PropagatedContext.Scope ignored = PropagatedContext.empty().plus(thrower).propagate()) {
      thrower.onRestore = true;
      assertThat(works.plain()).isEqualTo("plain");
      assertThat(works.counted()).isEqualTo(1);
      assertThatThrownBy(works::failing).isSameAs(works.own);
      RouteflowScope scope = routeflow.openScope(EventType.JOB, "by hand");
      scope.close();
      thrower.onRestore = false;
    }
    assertThat(failures.seen).hasSize(4);
    assertThat(started.ingest().awaitEvent(event -> event.path("name").asText().equals("by hand")))
        .isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("NullAway") // what an application may do all the same
  void whatIsReportedByHandNeverThrows(Kind kind) throws Exception {
    HttpRequest<?> broken = new WithoutAttributes(kind);
    HttpClient client = HttpClient.newHttpClient();
    try (PropagatedContext.Scope ignored = brokenRequest(kind)) {
      routeflow.captureEvent(CapturedEvent.named("event").type(null).status(null).build());
      routeflow.captureException(works.own);
      routeflow.captureException(works.own, CapturedEvent.named("named").build());
      routeflow.reportError(broken, works.own);
      routeflow.addBreadcrumb("crumb");
      routeflow.addBreadcrumb(Breadcrumb.of("crumb"));
      routeflow.attribute("name", "value");
      routeflow.keep();
      try (RouteflowScope scope = routeflow.openScope(EventType.JOB, "scope")) {
        scope.attribute("name", "value");
        scope.failed(works.own);
      }
      assertThat(routeflow.<String>observeCall("GET", "host", null, () -> "called"))
          .isEqualTo("called");
      assertThatThrownBy(
              () ->
                  routeflow.observeCall(
                      "GET",
                      "host",
                      null,
                      () -> {
                        throw works.own;
                      }))
          .isSameAs(works.own);
      assertThat(routeflow.observe(client)).isNotNull();
    }
    assertThat(failures.seen).hasSize(11);
  }

  @Test
  @SuppressWarnings("NullAway") // what an application may do all the same
  void anEventWithoutTypeAndStatusHasTheDefaults() {
    routeflow.captureEvent(CapturedEvent.named("bare").type(null).status(null).build());
    try (RouteflowScope scope = routeflow.openScope(null, null)) {
      scope.attribute(null, null);
    }
    var event = started.ingest().awaitEvent(one -> one.path("name").asText().equals("bare"));
    assertThat(event.path("type").asText()).isEqualTo("custom");
    assertThat(event.path("status").asText()).isEqualTo("success");
    var scope = started.ingest().awaitEvent(one -> one.path("name").asText().equals("__unnamed__"));
    assertThat(scope.path("type").asText()).isEqualTo("custom");
  }

  @Test
  void aMethodsResultIsItsOwn() {
    CompletableFuture<String> pending = works.pending();
    assertThat(pending).isSameAs(works.future);
    OwnFuture<String> own = works.ownFuture();
    assertThat(own.join()).isEqualTo("own");
    assertThat(works.nothing()).isNull();
    assertThat(works.noPublisher()).isNull();
    assertThatThrownBy(works::failingLater).isSameAs(works.own);
    assertThatThrownBy(works::failingReactive).isSameAs(works.own);

    CompletableFuture<Throwable> seen = works.failed().handle((value, error) -> error);
    assertThat(seen.join()).as("not wrapped").isSameAs(works.own);
    assertThat(works.connectable().autoConnect().blockFirst()).isEqualTo(1);
    assertThat(pending.cancel(true)).isTrue();
    assertThat(statusOf("Works.pending")).isEqualTo("warning");
    assertThat(statusOf("Works.failed")).isEqualTo("failed");
    assertThat(statusOf("Works.failingReactive")).isEqualTo("failed");
    assertThat(statusOf("Works.nothing")).isEqualTo("success");
  }

  @Test
  void aTreeOfJacksonsIsAPayloadWithItsNames() throws Exception {
    JsonNode tree =
        new ObjectMapper()
            .readTree("{\"user\":\"ann\",\"password\":\"canary\",\"n\":[1,{\"pin\":2}]}");
    routeflow.captureEvent(
        CapturedEvent.named("tree")
            .requestPayload(tree)
            .responsePayload(Map.of("t", tree))
            .build());
    JsonNode event = started.ingest().awaitEvent(one -> one.path("name").asText().equals("tree"));
    assertThat(event.at("/request/body").toString())
        .isEqualTo("{\"user\":\"ann\",\"password\":\"[MASKED]\",\"n\":[1,{\"pin\":\"[MASKED]\"}]}");
    assertThat(event.at("/response/body/t")).isEqualTo(event.at("/request/body"));
  }

  @Test
  void aPublisherThatIsCancelledIsAWarning() {
    works.endless().subscribe().dispose();
    assertThat(works.endlessMany().take(1).collectList().block()).containsExactly(1L);
    assertThat(statusOf("Works.endless")).isEqualTo("warning");
    assertThat(statusOf("Works.endlessMany")).isEqualTo("warning");
  }

  @Test
  void aPublisherThatEndsAsItShouldIsASuccess() {
    assertThat(works.reactive().block()).isEqualTo("reactive");
    assertThat(works.many().collectList().block()).hasSize(2);
    assertThat(statusOf("Works.reactive")).isEqualTo("success");
    assertThat(statusOf("Works.many")).isEqualTo("success");
  }

  /** A Flux of one value would be cancelled behind it. */
  @Test
  void aMonoIsCompletedAsItIsWithoutTheCapture() {
    assertThat(works.watched().block()).isEqualTo("value");
    assertThat(Mono.from(works.watchedPublisher()).block()).isEqualTo("value");
    assertThat(works.signals).containsExactly("onComplete", "onComplete");
    assertThat(statusOf("Works.watched")).isEqualTo("success");
  }

  @Test
  void whoSubscribesKeepsTheContextThatItHas() {
    Mono<String> one;
    Flux<String> many;
    try (PropagatedContext.Scope ignored = placed("called")) {
      one = works.place();
      many = works.places();
    }
    try (PropagatedContext.Scope ignored = placed("subscribed")) {
      assertThat(one.block()).isEqualTo("subscribed subscribed");
      assertThat(many.blockFirst()).isEqualTo("subscribed subscribed");
      String added =
          works
              .place()
              .contextWrite(
                  context -> ReactorPropagation.addContextElement(context, new Place("added")))
              .block();
      assertThat(added).isEqualTo("subscribed added");
    }
    JsonNode event =
        started.ingest().awaitEvent(work -> work.path("name").asText().equals("Works.place"));
    assertThat(event.at("/attributes/place").asText()).isEqualTo("here");
  }

  private static PropagatedContext.Scope placed(String name) {
    return PropagatedContext.empty().plus(new Place(name)).propagate();
  }

  /** What an application has in its context. */
  private record Place(String name) implements PropagatedContextElement {

    static String of(ContextView view) {
      String ofThread = PropagatedContext.getOrEmpty().find(Place.class).orElseThrow().name();
      return ofThread
          + " "
          + ReactorPropagation.findContextElement(view, Place.class).orElseThrow().name();
    }
  }

  private String statusOf(String name) {
    return started
        .ingest()
        .awaitEvent(event -> event.path("name").asText().equals(name))
        .path("status")
        .asText();
  }

  private static PropagatedContext.Scope brokenRequest(Kind kind) {
    return PropagatedContext.empty()
        .plus(new ServerHttpRequestContext(new WithoutAttributes(kind)))
        .propagate();
  }

  /** Fails whoever looks at its attributes. */
  private static final class WithoutAttributes extends HttpRequestWrapper<Object> {

    private final Kind kind;

    WithoutAttributes(Kind kind) {
      super(new SimpleHttpRequest<>(io.micronaut.http.HttpMethod.GET, "/", null));
      this.kind = kind;
    }

    @Override
    public MutableConvertibleValues<Object> getAttributes() {
      kind.fail();
      return super.getAttributes();
    }
  }

  /** Fails when the context changes. */
  private static final class Thrower implements ThreadPropagatedContextElement<String> {

    private final Kind kind;
    private boolean onUpdate;
    private boolean onRestore;

    Thrower(Kind kind) {
      this.kind = kind;
    }

    @Override
    public String updateThreadContext() {
      if (onUpdate) {
        kind.fail();
      }
      return "";
    }

    @Override
    public void restoreThreadContext(String previous) {
      if (onRestore) {
        kind.fail();
      }
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Failures implements InternalErrorListener {

    private final List<Throwable> seen = new CopyOnWriteArrayList<>();

    @Override
    public void onError(String where, Throwable error) {
      seen.add(error);
    }
  }

  /** A future of the application's own class. */
  static class OwnFuture<T> extends CompletableFuture<T> {}

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Works {

    private final IllegalArgumentException own = new IllegalArgumentException("own");
    private final CompletableFuture<String> future = new CompletableFuture<>();
    private final List<String> signals = new CopyOnWriteArrayList<>();
    private final Routeflow routeflow;
    private int calls;

    Works(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @RouteflowCapture
    String plain() {
      return "plain";
    }

    @RouteflowCapture
    int counted() {
      return ++calls;
    }

    @RouteflowCapture
    CompletableFuture<String> later() {
      return CompletableFuture.completedFuture("later");
    }

    @RouteflowCapture
    CompletableFuture<String> pending() {
      return future;
    }

    @RouteflowCapture
    CompletableFuture<String> failed() {
      return CompletableFuture.failedFuture(own);
    }

    @RouteflowCapture
    OwnFuture<String> ownFuture() {
      OwnFuture<String> made = new OwnFuture<>();
      made.complete("own");
      return made;
    }

    @RouteflowCapture
    @SuppressWarnings("NullAway") // what an application may do all the same
    CompletableFuture<String> nothing() {
      return null;
    }

    @RouteflowCapture
    @SuppressWarnings("NullAway") // what an application may do all the same
    Mono<String> noPublisher() {
      return null;
    }

    @RouteflowCapture
    CompletableFuture<String> failingLater() {
      throw own;
    }

    @RouteflowCapture
    Mono<String> failingReactive() {
      throw own;
    }

    @RouteflowCapture
    Mono<String> reactive() {
      return Mono.just("reactive");
    }

    @RouteflowCapture
    Mono<String> watched() {
      return watchedBy(signals);
    }

    @RouteflowCapture
    Publisher<String> watchedPublisher() {
      return watchedBy(signals);
    }

    private static Mono<String> watchedBy(List<String> signals) {
      return Mono.just("value").doFinally(signal -> signals.add(signal.toString()));
    }

    @RouteflowCapture
    ConnectableFlux<Integer> connectable() {
      return Flux.just(1).publish();
    }

    @RouteflowCapture
    Mono<String> place() {
      return Mono.deferContextual(
          view -> {
            routeflow.attribute("place", "here");
            return Mono.just(Place.of(view));
          });
    }

    @RouteflowCapture
    Flux<String> places() {
      return Flux.deferContextual(view -> Flux.just(Place.of(view)));
    }

    @RouteflowCapture
    Mono<String> endless() {
      return Mono.never();
    }

    @RouteflowCapture
    Flux<Long> endlessMany() {
      return Flux.concat(Flux.just(1L), Flux.never());
    }

    @RouteflowCapture
    Flux<Integer> many() {
      return Flux.just(1, 2);
    }

    @RouteflowCapture
    void failing() {
      throw own;
    }
  }
}
