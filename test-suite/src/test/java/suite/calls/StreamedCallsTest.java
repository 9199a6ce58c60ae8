package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.client.StreamingHttpClient;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import suite.support.RawHttp;
import suite.support.RawResponse;

/** A streamed answer is timed to its end, and passes as it is. */
final class StreamedCallsTest {

  private static final int CHUNK = 1 << 20;
  private static final int CHUNKS = 100;

  private static Calling calling;
  private static StreamingHttpClient client;

  @BeforeAll
  static void start() {
    calling = Calling.start();
    client = calling.context().createBean(StreamingHttpClient.class, calling.remote().url(""));
  }

  @AfterAll
  static void stop() {
    calling.close();
  }

  @Test
  void aHundredMegabytesAreOneCallThatEndsWithThem() {
    calling.remote().on("/large", StreamedCallsTest::large);
    long[] bytes = new long[1];
    JsonNode call =
        onlyCall(
            calling.eventOfReactive(
                () ->
                    Flux.from(client.dataStream(HttpRequest.GET("/large")))
                        .doOnNext(buffer -> bytes[0] += buffer.readableBytes())
                        .then(reactor.core.publisher.Mono.just("done"))));
    assertThat(bytes[0]).isEqualTo((long) CHUNK * CHUNKS);
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("errors").asInt()).isZero();
  }

  @Test
  void aProxiedStreamKeepsItsBytes() {
    calling.remote().on("/large", StreamedCallsTest::large);
    ProxyHttpClient proxy =
        calling.context().createBean(ProxyHttpClient.class, calling.remote().url(""));
    JsonNode call =
        onlyCall(
            calling.eventOfReactive(
                () -> proxy.proxy(HttpRequest.GET(URI.create(calling.remote().url("/large"))))));
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("errors").asInt()).isZero();
  }

  @Test
  void theCallLastsUntilTheLastByte() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    calling
        .remote()
        .on(
            "/slowly",
            exchange -> {
              exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
              begun.await();
              finished.set(true);
              exchange.write("half");
            });
    JsonNode event =
        calling.eventOfReactive(
            () ->
                Flux.from(client.dataStream(HttpRequest.GET("/slowly")))
                    .doOnNext(buffer -> begun.countDown())
                    .then(reactor.core.publisher.Mono.just("done")));
    assertThat(finished).isTrue();
    assertThat(onlyCall(event).path("status_code").asInt()).isEqualTo(200);
  }

  @Test
  void aStreamThatIsStillOpenWhenItsEventEndsIsLeftOut() {
    calling
        .remote()
        .on(
            "/endless",
            exchange -> {
              exchange.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
              exchange.hang();
            });
    JsonNode event =
        calling.eventOfReactive(
            () ->
                Flux.from(client.dataStream(HttpRequest.GET("/endless")))
                    .next()
                    .map(buffer -> "first"));
    assertThat(event.path("status_code").asInt()).isEqualTo(200);
    assertThat(event.has("external_calls")).isFalse();
  }

  @Test
  void connectionsAreKeptAlive() {
    calling.remote().on("/again", exchange -> exchange.respond(200, "again"));
    for (int i = 0; i < 5; i++) {
      calling.eventOfReactive(
          () ->
              Flux.from(client.dataStream(HttpRequest.GET("/again"))).count().map(String::valueOf));
    }
    RawResponse alive = RawHttp.exchange(calling.remote().port(), RawHttp.get("/alive"));
    assertThat(alive.status()).isEqualTo(200);
    assertThat(calling.remote().connectionsOf("/again")).isEqualTo(1);
  }

  private static void large(RemoteServer.Exchange exchange) throws java.io.IOException {
    exchange.write("HTTP/1.1 200 OK\r\nContent-Length: " + (long) CHUNK * CHUNKS + "\r\n\r\n");
    byte[] chunk = new byte[CHUNK];
    for (int i = 0; i < CHUNKS; i++) {
      exchange.write(chunk);
    }
  }
}
