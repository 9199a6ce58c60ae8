package suite.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static suite.calls.Calling.onlyCall;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientRegistry;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.context.ServerRequestContext;
import io.routeflow.micronaut.Routeflow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The trace goes along with each call; the module's own headers go to the right hosts only. */
final class PropagationTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String ROUTE = "x-routeflow-frontend-route: /checkout";
  private static final String SENT_ROUTE = "x-routeflow-frontend-route";
  private static final String SENT_TRACE = "x-routeflow-trace-id";

  private static Calling calling;
  private static BlockingHttpClient client;

  @BeforeAll
  static void start() {
    calling = Calling.start(Map.of("routeflow.propagate-to", "listed.invalid,*.shop.invalid"));
    client = calling.context().createBean(HttpClient.class, unused()).toBlocking();
  }

  @AfterAll
  static void stop() {
    calling.close();
  }

  @Test
  void theOtherApplicationsEventIsInTheSameTraceBelowTheCall() {
    Clients.FarClient far = calling.bean(Clients.FarClient.class);
    JsonNode event = calling.eventOf(() -> far.item(1, null), ROUTE);
    JsonNode called =
        calling
            .ingest()
            .awaitEvent(
                other ->
                    other.path("path").asText().startsWith("/far/")
                        && other.path("trace_id").equals(event.path("trace_id")));
    assertThat(called.path("parent_span_id")).isEqualTo(onlyCall(event).path("span_id"));
    assertThat(called.path("frontend_route").asText()).isEqualTo("/checkout");
  }

  @Test
  void theTraceThatCameInIsNotCut() {
    String incoming = "00-" + TRACE + "-" + PARENT + "-00";
    JsonNode event =
        calling.eventOf(
            () -> client.retrieve(calling.remote().url("/kept")),
            "traceparent: " + incoming,
            "tracestate: vendor=a:b,other=1");
    assertThat(sent("/kept", "traceparent"))
        .isEqualTo("00-" + TRACE + "-" + onlyCall(event).path("span_id").asText() + "-00")
        .doesNotContain(PARENT);
    assertThat(sent("/kept", "tracestate")).isEqualTo("vendor=a:b,other=1");
  }

  @Test
  void tracestateOfSeveralHeadersStaysInItsOrderAndWithoutTraceparentItIsNone() {
    calling.eventOf(
        () -> client.retrieve(calling.remote().url("/several")),
        "traceparent: 00-" + TRACE.replace('4', '5') + "-" + PARENT + "-01",
        "tracestate: a=1",
        "tracestate: b=2");
    assertThat(sent("/several", "tracestate")).isEqualTo("a=1,b=2");
    calling.eventOf(() -> client.retrieve(calling.remote().url("/alone")), "tracestate: vendor=a");
    assertThat(calling.remote().last("/alone").headers()).doesNotContainKey("tracestate");
  }

  @Test
  void anIdOfTheModulesOwnIsHashedWhereItIsNoTraceIdOfW3c() throws NoSuchAlgorithmException {
    JsonNode event = calling.eventOf(() -> client.retrieve(calling.remote().url("/hashed")));
    String id = event.path("trace_id").asText();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    assertThat(sent("/hashed", "traceparent"))
        .isEqualTo(
            "00-"
                + HexFormat.of().formatHex(hash, 0, 16)
                + "-"
                + onlyCall(event).path("span_id").asText()
                + "-01");
    assertThat(sent("/hashed", SENT_TRACE)).isEqualTo(id);
  }

  @Test
  void aTraceparentOfTheApplicationStaysAndItsIdIsUsed() {
    String own = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01";
    JsonNode event =
        calling.eventOf(
            () ->
                client.retrieve(
                    HttpRequest.GET(calling.remote().url("/own")).header("traceparent", own)));
    assertThat(sent("/own", "traceparent")).isEqualTo(own);
    assertThat(onlyCall(event).path("span_id").asText()).isEqualTo("b".repeat(16));
  }

  /** As a gateway does that copies all headers: the call would have the id of its caller's span. */
  @Test
  void theTraceparentThatCameInIsNoneOfTheApplicationsAlsoWhereItIsCopied() {
    String trace = TRACE.replace('4', '7');
    String inbound = "00-" + trace + "-" + PARENT + "-01";
    JsonNode event =
        calling.eventOf(
            () ->
                client.retrieve(
                    HttpRequest.GET(calling.remote().url("/copied"))
                        .header("traceparent", inbound)),
            "traceparent: " + inbound);
    String span = onlyCall(event).path("span_id").asText();
    assertThat(span).isNotEqualTo(PARENT);
    assertThat(sent("/copied", "traceparent")).isEqualTo("00-" + trace + "-" + span + "-01");
  }

  @Test
  void theApplicationsOwnHeadersStay() {
    calling.eventOf(
        () ->
            client.retrieve(
                HttpRequest.GET(calling.remote().url("/named"))
                    .header(SENT_TRACE, "mine-1234")
                    .header(SENT_ROUTE, "/mine")),
        ROUTE);
    assertThat(sent("/named", SENT_TRACE)).isEqualTo("mine-1234");
    assertThat(sent("/named", SENT_ROUTE)).isEqualTo("/mine");
  }

  @Test
  void aRequestThatIsSentTwiceHasAnIdForEachTime() {
    JsonNode event =
        calling.eventOf(
            () -> {
              MutableHttpRequest<?> request = HttpRequest.GET(calling.remote().url("/twice"));
              client.retrieve(request);
              return client.retrieve(request);
            });
    assertThat(onlyCall(event).path("count").asInt()).isEqualTo(2);
    assertThat(
            calling.remote().received().stream()
                .filter(request -> request.path().equals("/twice"))
                .map(request -> request.header("traceparent")))
        .doesNotHaveDuplicates()
        .hasSize(2)
        .allMatch(header -> header.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
  }

  @Test
  void aRequestThatIsPassedOnHasTheCallAsItsParent() {
    ProxyHttpClient proxy = calling.context().createBean(ProxyHttpClient.class, unused());
    JsonNode event =
        calling.eventOfReactive(
            () ->
                proxy.proxy(
                    ServerRequestContext.currentRequest()
                        .orElseThrow()
                        .mutate()
                        .uri(URI.create(calling.remote().url("/passed")))),
            "traceparent: 00-" + TRACE.replace('4', '6') + "-" + PARENT + "-01");
    assertThat(sent("/passed", "traceparent"))
        .isEqualTo(
            "00-"
                + TRACE.replace('4', '6')
                + "-"
                + onlyCall(event).path("span_id").asText()
                + "-01");
  }

  @Test
  void aRequestThatIsPassedOnLeavesTheModulesHeadersBehindForAStranger() {
    passOn("http://foreign.example/passed-away", ROUTE);
    assertThat(calling.remote().last("/passed-away").headers())
        .containsKey("traceparent")
        .doesNotContainKeys(SENT_TRACE, SENT_ROUTE);
  }

  @Test
  void aRequestThatIsPassedOnToAnOwnHostHasTheHeadersOfItsEvent() {
    JsonNode event = passOn("http://listed.invalid/passed-home", ROUTE + "?user=ann");
    assertThat(sent("/passed-home", SENT_TRACE)).isEqualTo(event.path("trace_id").asText());
    assertThat(sent("/passed-home", SENT_ROUTE)).isEqualTo("/checkout");
  }

  private static JsonNode passOn(String url, String header) {
    ProxyHttpClient proxy =
        calling.context().createBean(ProxyHttpClient.class, unused(), proxied());
    return calling.eventOfReactive(
        () ->
            proxy.proxy(
                ServerRequestContext.currentRequest().orElseThrow().mutate().uri(URI.create(url))),
        header);
  }

  @Test
  void anUnknownFrontendRouteIsNotSent() {
    calling.eventOf(() -> client.retrieve(calling.remote().url("/unknown")));
    assertThat(calling.remote().last("/unknown").headers()).doesNotContainKey(SENT_ROUTE);
  }

  @Test
  void loopbackIsKnownByItsName() {
    calling.eventOf(
        () -> client.retrieve("http://localhost:" + calling.remote().port() + "/name"), ROUTE);
    assertThat(sent("/name", SENT_ROUTE)).isEqualTo("/checkout");
  }

  @Test
  void otherHostsGetTheTraceOnly() {
    through("/foreign", "http://foreign.example/foreign");
    assertThat(calling.remote().last("/foreign").headers())
        .containsKey("traceparent")
        .doesNotContainKeys(SENT_TRACE, SENT_ROUTE);
    through("/suffix", "http://shop.invalid/suffix");
    assertThat(calling.remote().last("/suffix").headers()).doesNotContainKey(SENT_TRACE);
  }

  @Test
  void listedHostsGetAllOfIt() {
    through("/listed", "http://LISTED.invalid/listed");
    assertThat(sent("/listed", SENT_ROUTE)).isEqualTo("/checkout");
    through("/below", "http://a.b.shop.invalid:8080/below");
    assertThat(sent("/below", SENT_TRACE)).startsWith("call-");
  }

  @Test
  void aRedirectionToAnotherHostDoesNotTakeThemAlong() {
    calling
        .remote()
        .on(
            "/away",
            exchange -> exchange.respond(302, "", "Location: http://foreign.example/elsewhere"));
    JsonNode event = through("/away", "http://listed.invalid/away");
    assertThat(event.path("external_calls")).hasSize(2);
    assertThat(sent("/away", SENT_TRACE)).startsWith("call-");
    assertThat(calling.remote().last("/elsewhere").headers())
        .containsKey("traceparent")
        .doesNotContainKeys(SENT_TRACE, SENT_ROUTE);
    assertThat(sent("/elsewhere", "traceparent"))
        .contains(event.path("external_calls").get(1).path("span_id").asText());
  }

  @Test
  void aServiceThatRedirectsElsewhereIsThereNoLongerTheService() {
    calling
        .remote()
        .on(
            "/leaves",
            exchange -> exchange.respond(302, "", "Location: http://foreign.example/left"));
    BlockingHttpClient service = viaProxy("remote-service");
    JsonNode event = calling.eventOf(() -> service.retrieve("/leaves"), ROUTE);
    assertThat(sent("/leaves", SENT_ROUTE)).isEqualTo("/checkout");
    assertThat(calling.remote().last("/left").headers()).doesNotContainKeys(SENT_TRACE, SENT_ROUTE);
    assertThat(event.path("external_calls").get(0).path("service_id").asText())
        .isEqualTo("remote-service");
    assertThat(event.path("external_calls").get(1).has("service_id")).isFalse();
  }

  @Test
  void aServiceIsNotWhereARedirectionFromElsewhereLeadsEither() {
    String first = "http://foreign.example/first";
    String second = "http://foreign.example/second";
    calling
        .remote()
        .on("/strays", exchange -> exchange.respond(302, "", "Location: " + first))
        .on("/first", exchange -> exchange.respond(302, "", "Location: " + second));
    BlockingHttpClient service = viaProxy("remote-service");
    JsonNode event = calling.eventOf(() -> service.retrieve("/strays"), ROUTE);
    for (String path : List.of("/first", "/second")) {
      assertThat(calling.remote().last(path).headers())
          .containsKey("traceparent")
          .doesNotContainKeys(SENT_TRACE, SENT_ROUTE);
    }
    assertThat(event.path("external_calls"))
        .extracting(call -> call.path("service_id").asText())
        .containsExactly("remote-service", "");
    assertThat(event.path("external_calls").get(1).path("count").asInt()).isEqualTo(2);
  }

  @Test
  void anObservedClientOfTheJdkSendsWhatTheFrameworksDoes() {
    observed('7', "http://foreign.example/observed-away");
    assertThat(calling.remote().last("/observed-away").headers())
        .containsKey("traceparent")
        .doesNotContainKeys(SENT_TRACE, SENT_ROUTE);
    assertThat(sent("/observed-away", "tracestate")).isEqualTo("vendor=a,other=1");
    JsonNode event = observed('8', "http://LISTED.invalid/observed-listed");
    assertThat(sent("/observed-listed", SENT_TRACE)).isEqualTo(event.path("trace_id").asText());
    assertThat(sent("/observed-listed", SENT_ROUTE)).isEqualTo("/checkout");
    assertThat(sent("/observed-listed", "tracestate")).isEqualTo("vendor=a,other=1");
    assertThat(sent("/observed-listed", "traceparent"))
        .isEqualTo(
            "00-"
                + TRACE.replace('4', '8')
                + "-"
                + onlyCall(event).path("span_id").asText()
                + "-01");
    String own = "00-" + "c".repeat(32) + "-" + "d".repeat(16) + "-01";
    JsonNode foreign = observed('9', "http://listed.invalid/observed-own", "traceparent", own);
    assertThat(sent("/observed-own", "traceparent")).isEqualTo(own);
    assertThat(onlyCall(foreign).path("span_id").asText()).isEqualTo("d".repeat(16));
  }

  private static JsonNode observed(char digit, String url, String... headers) {
    java.net.http.HttpClient plain =
        java.net.http.HttpClient.newBuilder()
            .proxy(
                ProxySelector.of(
                    new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), calling.remote().port())))
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .build();
    java.net.http.HttpClient observed = calling.bean(Routeflow.class).observe(plain);
    var request = java.net.http.HttpRequest.newBuilder(URI.create(url));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return calling.eventOf(
        () -> observed.send(request.build(), java.net.http.HttpResponse.BodyHandlers.discarding()),
        ROUTE,
        "traceparent: 00-" + TRACE.replace('4', digit) + "-" + PARENT + "-01",
        "tracestate: vendor=a,other=1");
  }

  /** Through the raw server as a proxy, so that any host can be called. */
  private static JsonNode through(String path, String url) {
    BlockingHttpClient proxied = viaProxy(null);
    JsonNode event = calling.eventOf(() -> proxied.retrieve(url), ROUTE);
    assertThat(calling.remote().last(path)).isNotNull();
    return event;
  }

  private static BlockingHttpClient viaProxy(@Nullable String service) {
    if (service != null) {
      return calling
          .bean(HttpClientRegistry.class)
          .getClient(
              HttpVersionSelection.forClientConfiguration(
                  calling.bean(DefaultHttpClientConfiguration.class)),
              service,
              null)
          .toBlocking();
    }
    return calling.context().createBean(HttpClient.class, unused(), proxied()).toBlocking();
  }

  private static DefaultHttpClientConfiguration proxied() {
    var configuration = new DefaultHttpClientConfiguration();
    configuration.setProxyType(Proxy.Type.HTTP);
    configuration.setProxyAddress(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), calling.remote().port()));
    return configuration;
  }

  private static URL unused() {
    try {
      return new URL("http://unused.invalid");
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String sent(String path, String header) {
    return calling.remote().last(path).header(header);
  }
}
