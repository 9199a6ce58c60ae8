package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.routeflow.micronaut.Routeflow;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.DeliveryWatch;
import suite.support.EndpointFault;
import suite.support.FakeIngest;
import suite.support.Latches;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Nothing of the delivery runs on the application's event loops. */
final class OwnEventLoopTest {

  private static final String SPEC = "OwnEventLoopTest";
  private static final String SILENT = "silent";
  private static final int PINGS = 100;

  /** Each fault, without the console and with it. */
  static Stream<Arguments> faults() {
    return Arrays.stream(EndpointFault.values())
        .flatMap(fault -> Stream.of(Arguments.of(fault, false), Arguments.of(fault, true)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverTheEndpointDoes(EndpointFault fault, boolean console) {
    Map<String, Object> settings = brisk();
    settings.put("routeflow.console.enabled", console);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings);
        DeliveryWatch watch = DeliveryWatch.ofServerLoops(console)) {
      fault.begin(ingest);
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, PINGS);
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> ingest.attempts().size() >= 3 || routeflow.stats().retries() > 0);
      do {
        Pings.send(application, PINGS);
      } while (watch.stacks() < PINGS);

      assertThat(watch.found()).isEmpty();
      assertThat(application.context().getBean(Answered.class).threads)
          .noneMatch(name -> name.startsWith(DeliveryWatch.SERVER_LOOP));
      EndpointFault.end(ingest);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNotCaptureIsNoticedOnAServersEventLoop(boolean console) {
    Map<String, Object> blocked = brisk();
    blocked.put("routeflow.console.enabled", console);
    blocked.put("suite.calls-itself", true);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, blocked);
        DeliveryWatch watch = DeliveryWatch.ofServerLoops(console)) {
      CallsItself calls = application.context().getBean(CallsItself.class);
      var answer =
          CompletableFuture.supplyAsync(
              () -> RawHttp.exchange(application.port(), RawHttp.get("/own-event-loop/stats")));
      await().atMost(FakeIngest.PATIENCE).until(() -> !watch.found().isEmpty());
      calls.seen.countDown();
      assertThat(answer.join().text()).isEqualTo("done");
    }
  }

  @Test
  void aNameServiceThatIsSilentDelaysNoRequestAndNoShutdown() {
    Silence silence;
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, silent())) {
      silence = application.context().getBean(Silence.class);
      Pings.send(application, 1);
      Latches.await(silence.asked);
      // on more connections than there are event loops
      for (int i = 0; i < PINGS; i++) {
        Pings.send(application, 1);
      }
      LedgerLaw.holds(application, PINGS + 1);
      assertThat(ingest.attempts()).isEmpty();
    }
    // the application has stopped although the name service is still silent
    assertThat(silence.end.getCount()).isEqualTo(1);
    silence.end.countDown();
  }

  @Test
  void theApplicationKeepsItsDefaultEventLoops() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, brisk())) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);
      EventLoopGroup group = application.context().getBean(EventLoopGroup.class);

      assertThat(group)
          .isSameAs(
              application
                  .context()
                  .getBean(EventLoopGroupRegistry.class)
                  .getDefaultEventLoopGroup());
      group.forEach(loop -> assertThat(threadOf(loop)).startsWith(DeliveryWatch.SERVER_LOOP));
    }
  }

  @Test
  void theApplicationKeepsTheEventLoopsThatItHasConfigured() {
    Map<String, Object> configured = brisk();
    configured.put("micronaut.netty.event-loops.default.num-threads", 3);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, configured)) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);

      assertThat(application.context().getBean(EventLoopGroup.class)).hasSize(3);
    }
  }

  @Test
  void theApplicationMayConfigureTheEventLoopOfTheDelivery() {
    Map<String, Object> configured = brisk();
    configured.put("micronaut.netty.event-loops.routeflow-delivery.num-threads", 2);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, configured)) {
      Pings.send(application, 4);
      // not only sent, but answered
      assertThat(LedgerLaw.holdsAtRest(application, 4).sent()).isEqualTo(4);

      assertThat(application.context().getBean(Answered.class).threads)
          .isNotEmpty()
          .allMatch(name -> name.startsWith("routeflow-delivery"));
    }
  }

  private static Map<String, Object> brisk() {
    return new HashMap<>(
        Map.of(
            // as in production
            "routeflow.console.enabled", false,
            "routeflow.timeout-ms", 200,
            "routeflow.retry-base-ms", 5,
            "routeflow.shutdown-timeout-ms", 0,
            "routeflow.max-events-per-batch", 1));
  }

  private static Map<String, Object> silent() {
    Map<String, Object> settings = brisk();
    settings.put("micronaut.http.services.routeflow.address-resolver-group-name", SILENT);
    return settings;
  }

  private static String threadOf(EventExecutor loop) {
    return loop.submit(() -> Thread.currentThread().getName()).syncUninterruptibly().getNow();
  }

  /** Does on an event loop what belongs elsewhere, until it was seen. */
  @Requires(property = "suite.calls-itself")
  @Controller("/own-event-loop")
  static final class CallsItself {
    private final Routeflow routeflow;
    private final CountDownLatch seen = new CountDownLatch(1);

    CallsItself(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/stats")
    String stats() {
      long deadline = System.nanoTime() + FakeIngest.PATIENCE.toNanos();
      while (seen.getCount() > 0 && System.nanoTime() < deadline) {
        routeflow.stats();
      }
      return "done";
    }
  }

  /** Where Micronaut's client reports an answer. */
  @Requires(property = "spec.name", value = SPEC)
  @ClientFilter(serviceId = "routeflow")
  static final class Answered {
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    @ResponseFilter
    void answered() {
      threads.add(Thread.currentThread().getName());
    }
  }

  /** Looks names up as Netty's own resolver does: on the event loop, for as long as it takes. */
  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  @Named(SILENT)
  static final class Silence extends AddressResolverGroup<InetSocketAddress> {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
      return new InetNameResolver(loop) {
        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
          asked.countDown();
          Latches.await(end);
          promise.tryFailure(new java.net.UnknownHostException(host));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
          throw new UnsupportedOperationException();
        }
      }.asAddressResolver();
    }
  }
}
