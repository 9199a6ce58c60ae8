package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.http.ssl.ClientSslConfiguration;
import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import suite.support.FakeIngest;
import suite.support.TestApplication;

/** However a call ends over HTTP/2, with TLS and without, its entry says what it says over 1.1. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailedHttp2CallsTest {

  private static final String CANCELLED = "java.util.concurrent.CancellationException";
  private static final Duration SHORT = Duration.ofMillis(300);

  /** How HTTP/2 is agreed on. */
  private enum Transport {
    TLS,
    CLEAR_TEXT
  }

  private FakeIngest silent;
  private TestApplication secured;
  private TestApplication clear;
  private Calling calling;

  @BeforeAll
  void start() {
    silent = FakeIngest.start();
    secured =
        TestApplication.start(
            silent,
            Endings.SPEC,
            Map.of(
                "micronaut.server.http-version",
                "2.0",
                "micronaut.server.ssl.enabled",
                true,
                "micronaut.server.ssl.port",
                -1,
                "micronaut.server.ssl.build-self-signed",
                true));
    clear =
        TestApplication.start(silent, Endings.SPEC, Map.of("micronaut.server.http-version", "2.0"));
    calling = Calling.start(Map.of("routeflow.external-calls.capture-payloads", true));
  }

  @AfterAll
  void stop() {
    calling.close();
    clear.close();
    secured.close();
    silent.close();
  }

  @ParameterizedTest
  @EnumSource
  void eachRequestOfARedirectionIsACall(Transport transport) throws MalformedURLException {
    StreamingHttpClient client = client(transport, plain -> {});
    JsonNode event =
        calling.eventOf(
            () -> {
              String version = client.toBlocking().retrieve("/endings/moved");
              assertThat(version).isEqualTo("HTTP_2_0");
              return version;
            });
    JsonNode calls = event.path("external_calls");
    List<Integer> statuses =
        Stream.of(calls.get(0), calls.get(1))
            .map(call -> call.path("status_code").asInt())
            .toList();
    assertThat(calls).as("%s", calls).hasSize(2);
    assertThat(statuses).containsExactly(302, 200);
    assertThat(calls).allMatch(call -> call.path("errors").asInt() == 0);
    assertThat(calls.get(0).path("span_id")).isNotEqualTo(calls.get(1).path("span_id"));
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatIsTooSlow(Transport transport) throws MalformedURLException {
    StreamingHttpClient hasty = client(transport, plain -> plain.setReadTimeout(SHORT));
    JsonNode call = unanswered(blocking(hasty, "/endings/never"));
    assertThat(call.path("error").asText()).endsWith("ReadTimeoutException");
  }

  @ParameterizedTest
  @EnumSource
  void aTimeLimitOfTheWholeRequestCancelsIt(Transport transport) throws MalformedURLException {
    StreamingHttpClient hasty = client(transport, plain -> plain.setRequestTimeout(SHORT));
    JsonNode call = unanswered(blocking(hasty, "/endings/never"));
    assertThat(call.path("error").asText()).isEqualTo(CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void aCallerThatWaitsNoLonger(Transport transport) throws MalformedURLException {
    StreamingHttpClient client = client(transport, plain -> {});
    JsonNode call =
        unanswered(
            onlyCall(
                calling.eventOfReactive(
                    () ->
                        Mono.from(client.retrieve(HttpRequest.GET("/endings/never")))
                            .timeout(SHORT, Mono.just("late")))));
    assertThat(call.path("error").asText()).isEqualTo(CANCELLED);
    // and the connection, which others share, is as good as before
    assertThat(blocking(client, "/endings/version").path("status_code").asInt()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatEndsInTheMiddle(Transport transport) throws MalformedURLException {
    StreamingHttpClient client = client(transport, plain -> {});
    JsonNode call =
        onlyCall(
            calling.eventOfReactive(
                () ->
                    Flux.from(client.dataStream(HttpRequest.GET("/endings/half")))
                        .count()
                        .map(String::valueOf)));
    assertThat(call.path("errors").asInt()).as("%s", call).isEqualTo(1);
    assertThat(call.path("status_code").asInt()).isEqualTo(200);
    assertThat(call.path("error").asText()).as("%s", call).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatGoesAway(Transport transport) throws MalformedURLException {
    StreamingHttpClient client = client(transport, plain -> {});
    JsonNode call = unanswered(blocking(client, "/endings/gone"));
    assertThat(call.path("error").asText()).as("%s", call).isNotEmpty().isNotEqualTo(CANCELLED);
  }

  private static JsonNode unanswered(JsonNode call) {
    assertThat(call.path("errors").asInt()).as("%s", call).isEqualTo(1);
    assertThat(call.path("count").asInt()).isEqualTo(1);
    assertThat(call.has("status_code")).as("%s", call).isFalse();
    assertThat(call.has("response")).isFalse();
    return call;
  }

  private JsonNode blocking(StreamingHttpClient client, String path) {
    return onlyCall(calling.eventOf(() -> client.toBlocking().retrieve(path)));
  }

  private StreamingHttpClient client(
      Transport transport, Consumer<DefaultHttpClientConfiguration> changes)
      throws MalformedURLException {
    var configuration = new DefaultHttpClientConfiguration();
    configuration.setReadTimeout(Duration.ofSeconds(60));
    changes.accept(configuration);
    if (transport == Transport.CLEAR_TEXT) {
      configuration.setPlaintextMode(HttpVersionSelection.PlaintextMode.H2C);
    } else {
      var ssl = new ClientSslConfiguration();
      ssl.setEnabled(true);
      ssl.setInsecureTrustAllCertificates(true);
      configuration.setSslConfiguration(ssl);
    }
    TestApplication far = transport == Transport.TLS ? secured : clear;
    return calling
        .context()
        .createBean(StreamingHttpClient.class, far.server().getURL(), configuration);
  }

  /** Answers that lead elsewhere, break off, or never come. */
  @Requires(property = "spec.name", value = Endings.SPEC)
  @Controller("/endings")
  static class Endings {

    static final String SPEC = "http2-endings";

    @Get(value = "/moved", produces = MediaType.TEXT_PLAIN)
    HttpResponse<?> moved() {
      return HttpResponse.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, "/endings/version");
    }

    @Get(value = "/version", produces = MediaType.TEXT_PLAIN)
    String version(HttpRequest<?> request) {
      return request.getHttpVersion().name();
    }

    @Get("/never")
    Mono<String> never() {
      return Mono.never();
    }

    @Get(value = "/half", produces = MediaType.APPLICATION_JSON_STREAM)
    Flux<Map<String, Object>> half() {
      return Flux.<Map<String, Object>>just(Map.of("number", 1))
          .concatWith(Mono.delay(SHORT).then(Mono.error(new IllegalStateException("half"))));
    }

    /** Ends the connection instead of answering, and not as HTTP/2 wants it. */
    @Get("/gone")
    Mono<String> gone(HttpRequest<?> request) {
      Channel stream = ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
      Channel connection = stream.parent() instanceof SocketChannel ? stream.parent() : stream;
      connection.eventLoop().execute(() -> connection.unsafe().closeForcibly());
      return Mono.never();
    }
  }
}
