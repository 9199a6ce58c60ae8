package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.micronaut.http.filter.FilterContinuation;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.Recorder;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.capture.payload.PayloadCaptureProvider;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.ScopeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The filter of the client is out of the way of what it is put into. */
final class OutgoingCallFilterTest {

  private static final String HOST = "http://localhost:1/";
  private static final String TRACE_ID = "x-routeflow-trace-id";

  private final List<Throwable> errors = new ArrayList<>();
  private final Scope scope = new Scope();
  private final OutgoingCallFilter filter = filter();

  private OutgoingCallFilter filter() {
    LenientReader reader = SampleConfiguration.reader(Map.of());
    RouteflowConfiguration configuration = SampleConfiguration.with(Map.of());
    EventLedger ledger = new EventLedger();
    Recorder recorder =
        new Recorder(configuration, new EventQueue(configuration, ledger), ledger, null, List.of());
    return new OutgoingCallFilter(
        new CallRecorder(reader, new PayloadCaptureProvider(reader, ledger)),
        new TracePropagation(reader, recorder),
        new InternalErrors(() -> (where, error) -> errors.add(error)));
  }

  @Test
  void whatTheClientThrowsAtOnceEndsTheCallAndIsTheCallers() {
    MutableHttpRequest<?> request = HttpRequest.GET(HOST);
    IllegalStateException thrown = new IllegalStateException("deliberate");
    assertThatThrownBy(() -> send(request, context(), new Chain(thrown))).isSameAs(thrown);
    assertThat(Objects.requireNonNull(CallGroups.of(scope).calls()).entries())
        .singleElement()
        .returns(IllegalStateException.class.getName(), ExternalCall::error);
    assertThat(errors).isEmpty();
  }

  @Test
  void aRedirectionTakesNothingAlongAlsoWhereItsScopeHasEnded() {
    MutableHttpRequest<?> first = HttpRequest.GET(HOST);
    PropagatedContext context = context();
    MutablePropagatedContext changed = MutablePropagatedContext.of(context);
    send(first, context, changed, new Chain(null));
    assertThat(first.getHeaders().contains(TRACE_ID)).isTrue();

    scope.end();
    MutableHttpRequest<?> second = HttpRequest.GET("http://foreign.example/");
    first.getHeaders().forEachValue(second::header);
    send(second, changed.getContext(), new Chain(null));
    assertThat(second.getHeaders().names()).doesNotContain(TRACE_ID, "traceparent");
    assertThat(errors).isEmpty();
  }

  /** No recording is in its attributes, and none is in the context. */
  @ParameterizedTest
  @CsvSource({"http://foreign.example/, false", "http://localhost:1/, true"})
  void anIgnoredRequestThatIsPassedOnTakesWhatCameInToOwnHostsOnly(String url, boolean own) {
    MutableHttpRequest<?> inbound = HttpRequest.GET(url).header(TRACE_ID, "came-in-1");
    PropagatedContext context =
        PropagatedContext.getOrEmpty().plus(new ServerHttpRequestContext(inbound));
    send(inbound, context, new Chain(null));
    assertThat(inbound.getHeaders().contains(TRACE_ID)).isEqualTo(own);

    MutableHttpRequest<?> applications = HttpRequest.GET(url).header(TRACE_ID, "its-own-1");
    send(applications, context, new Chain(null));
    assertThat(applications.getHeaders().get(TRACE_ID)).isEqualTo("its-own-1");
    assertThat(errors).isEmpty();
  }

  private PropagatedContext context() {
    return PropagatedContext.getOrEmpty().plus(new ScopeContext(scope));
  }

  private void send(MutableHttpRequest<?> request, PropagatedContext context, Chain chain) {
    send(request, context, MutablePropagatedContext.of(context), chain);
  }

  private void send(
      MutableHttpRequest<?> request,
      PropagatedContext context,
      MutablePropagatedContext changed,
      Chain chain) {
    try (PropagatedContext.Scope ignored = context.propagate()) {
      Publisher<MutableHttpResponse<?>> response = filter.record(request, changed, chain);
      assertThat(response).isNotNull();
    }
  }

  private record Chain(@org.jspecify.annotations.Nullable RuntimeException thrown)
      implements FilterContinuation<Publisher<MutableHttpResponse<?>>> {

    @Override
    public FilterContinuation<Publisher<MutableHttpResponse<?>>> request(HttpRequest<?> request) {
      return this;
    }

    @Override
    public Publisher<MutableHttpResponse<?>> proceed() {
      if (thrown != null) {
        throw thrown;
      }
      return Mono.just(HttpResponse.ok());
    }
  }

  private static final class Scope extends OpenScope {

    Scope() {
      super(ScopeStart.now(), null, 0);
    }

    void end() {
      boolean unused = close(System.nanoTime());
    }

    @Override
    public Event toEvent() {
      throw new UnsupportedOperationException();
    }
  }
}
