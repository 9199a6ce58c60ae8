package suite.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.documentation.Block;
import suite.documentation.Proof;
import suite.documentation.ShownEvent;
import suite.documentation.Yaml;

/** The outgoing calls that the guide shows are those of an application that makes such calls. */
final class GuideTest {

  private static final String PAGE = "outgoing-calls.md";
  private static final String SERVICE = "micronaut.http.services.payments.";

  @Test
  void aPaymentAndThreeCallsOfAServerThatGoesAwayAreTwoEntries() {
    ObjectNode shown = ShownEvent.of(blocks().get(0));
    try (RemoteServer proxy = RemoteServer.start();
        RemoteServer leaving = RemoteServer.start();
        Calling calling = start(proxy, Map.of())) {
      leaving.on("/stock", exchange -> exchange.respond(200, "3", "Connection: close"));
      BlockingHttpClient client =
          calling
              .context()
              .createBean(HttpClient.class, URI.create("http://localhost:" + leaving.port()))
              .toBlocking();

      JsonNode event =
          calling.eventOf(
              () -> {
                charge(calling);
                client.retrieve("/stock");
                client.retrieve("/stock");
                leaving.close();
                return failure(client);
              });

      JsonNode calls = event.path("external_calls");
      ObjectNode local = (ObjectNode) calls.get(1);
      local.put("host", local.path("host").asText().replace("" + leaving.port(), "8090"));
      ShownEvent.assertAlike(calls, shown.path("external_calls"));
    }
  }

  @Test
  void theContentsOfAPaymentAreThoseThatTheSettingsAskFor() {
    ObjectNode shown = ShownEvent.of(blocks().get(1));
    Map<String, Object> settings = new HashMap<>();
    for (Block block : Proof.SETTINGS.blocks()) {
      if (block.page().endsWith(PAGE) && block.text().contains("capture-payloads")) {
        settings.putAll(Yaml.read(block));
      }
    }
    try (RemoteServer proxy = RemoteServer.start();
        Calling calling = start(proxy, settings)) {
      String sender = "traceparent: " + shown.at("/request/headers/traceparent").asText();
      ObjectNode call =
          (ObjectNode) Calling.onlyCall(calling.eventOf(() -> charge(calling), sender));

      String span = call.path("span_id").asText();
      ObjectNode headers = (ObjectNode) call.at("/request/headers");
      headers.put(
          "traceparent",
          headers.path("traceparent").asText().replace(span, shown.path("span_id").asText()));
      ShownEvent.assertAlike(call, shown);
    }
  }

  /** The service is behind a proxy that is every host itself, so that it has a name. */
  private static Calling start(RemoteServer proxy, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(SERVICE + "url", "http://payments.example");
    all.put(SERVICE + "proxy-type", "http");
    all.put(SERVICE + "proxy-address", "127.0.0.1:" + proxy.port());
    proxy.on(
        "/charges",
        exchange ->
            exchange.respond(201, "{\"receipt\":\"A-4711\"}", "Content-Type: application/json"));
    return Calling.start(all);
  }

  private static Object charge(Calling calling) {
    return calling
        .bean(Payments.class)
        .charge(
            "Bearer eyJhbGciOi",
            Map.of("amount", new BigDecimal("19.90"), "card_number", "4111 1111 1111 1111"));
  }

  private static String failure(BlockingHttpClient client) {
    try {
      return client.retrieve("/stock");
    } catch (HttpClientException e) {
      return e.toString();
    }
  }

  @Requires(property = "spec.name", value = Calling.SPEC)
  @Client(id = "payments")
  interface Payments {

    @Post("/charges")
    Map<String, Object> charge(@Header String authorization, @Body Map<String, Object> payment);
  }

  private static List<Block> blocks() {
    return Proof.CALLS.blocks();
  }
}
