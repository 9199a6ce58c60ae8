package io.routeflow.micronaut.capture.client;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.filter.FilterContinuation;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventIds;
import io.routeflow.micronaut.spi.ScopeContext;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Mono;

/**
 * What recording a call costs on the calling side: the filter with its headers, the response that
 * is passed on, the entry in the event. {@code recorded=false} is the same without the filter, so
 * that the difference counts. The budget is 600 B and 1 µs a call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OutgoingCallBenchmark {

  private static final int CALLS = 10;
  private static final URI ADDRESS = URI.create("https://payments.example/charges/7");

  /** Whether the calls are recorded. */
  @Param({"false", "true"})
  public boolean recorded;

  private final MutableHttpResponse<?> response = HttpResponse.ok();
  private ApplicationContext context = ApplicationContext.builder().build();
  private @Nullable OutgoingCallFilter filter;

  /** Makes the filter. */
  @Setup
  public void start() {
    context =
        ApplicationContext.run(
            Map.of("micronaut.security.enabled", false, "routeflow.console.enabled", false));
    filter = context.getBean(OutgoingCallFilter.class);
  }

  /** Ends the application. */
  @TearDown
  public void stop() {
    context.close();
  }

  /** The calls of one request. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void call(Blackhole hole) {
    OpenScope work = new Work();
    PropagatedContext propagated = PropagatedContext.getOrEmpty().plus(new ScopeContext(work));
    try (PropagatedContext.Scope ignored = propagated.propagate()) {
      for (int i = 0; i < CALLS; i++) {
        call(propagated).subscribe(new Caller(hole));
      }
    }
    hole.consume(work.notesIfAny());
  }

  private Publisher<MutableHttpResponse<?>> call(PropagatedContext propagated) {
    MutableHttpRequest<?> request = HttpRequest.GET(ADDRESS);
    // as the client does with each request, so that the attributes are there
    request.setAttribute("netty_channel", response);
    FilterContinuation<Publisher<MutableHttpResponse<?>>> chain = new Chain(response);
    OutgoingCallFilter recording = filter;
    return recorded && recording != null
        ? recording.record(request, MutablePropagatedContext.of(propagated), chain)
        : chain.proceed();
  }

  /** Takes the answer, and allocates as much whether the call is recorded or not. */
  private record Caller(Blackhole hole) implements Subscriber<Object> {

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object answer) {
      hole.consume(answer);
    }

    @Override
    public void onError(Throwable error) {
      throw new IllegalStateException(error);
    }

    @Override
    public void onComplete() {
      // the answer is what counts
    }
  }

  private record Chain(MutableHttpResponse<?> response)
      implements FilterContinuation<Publisher<MutableHttpResponse<?>>> {

    @Override
    public FilterContinuation<Publisher<MutableHttpResponse<?>>> request(HttpRequest<?> request) {
      return this;
    }

    @Override
    public Publisher<MutableHttpResponse<?>> proceed() {
      return Mono.just(response);
    }
  }

  private static final class Work extends OpenScope {

    Work() {
      super(ScopeStart.now(), EventIds.version4(1, 2).toString(), 0);
    }

    @Override
    public Event toEvent() {
      throw new UnsupportedOperationException();
    }
  }
}
