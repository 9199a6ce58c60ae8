package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.documentation.Block;
import suite.documentation.Compilation;
import suite.documentation.Proof;
import suite.documentation.Yaml;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Shop;
import suite.opentelemetry.support.ShopProcess;

/**
 * What the guide shows of this module does what it says, as it stands there. Replaced is only what
 * a test must not reach or cannot have: addresses by those of a receiver here, and the rest of a
 * key, which the page leaves out ({@code …}).
 */
final class GuideTest {

  private static final String OTLP = "docs/guide/opentelemetry.md";
  private static final String FLOW = "docs/guide/coming-from-telemetryflow.md";
  private static final String LEFT_OUT = "…";
  private static final String KEY = "4711";
  private static final String IMPORTS =
      """
      import io.opentelemetry.api.trace.SpanKind;
      import io.routeflow.micronaut.opentelemetry.*;
      import jakarta.inject.Singleton;
      import java.util.Map;
      """;

  @Test
  void anEndpointAloneIsEnoughForTraces() {
    try (LogLines log = LogLines.of("io.routeflow");
        OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = OtelApplication.startBare(endpoint(receiver))) {
      application.get("/items/1");
      assertThat(receiver.awaitSpans(1).get(0).getName()).isEqualTo("GET /items/{id}");
      assertThat(log.lines()).isEmpty();
    }
  }

  /** The block about logs, beside that of the endpoint. */
  @Test
  void logsAreSentWithTheEntryOfTheMdcThatIsNamed() {
    List<Block> blocks =
        Proof.OTLP.blocks().stream().filter(block -> block.page().equals(OTLP)).toList();
    assertThat(blocks).hasSize(2);
    try (LogLines log = LogLines.of("io.routeflow");
        OtlpReceiver receiver = OtlpReceiver.start()) {
      Map<String, Object> settings = endpoint(receiver);
      settings.putAll(Yaml.read(blocks.get(1)));
      try (OtelApplication application = OtelApplication.startBare(settings)) {
        application.get("/logging");
        await().atMost(OtlpReceiver.PATIENCE).until(() -> receiver.logsOf(Shop.LOGGER).size() == 2);
        receiver.awaitSpans(1);
      }
      LogRecord record = receiver.logsOf(Shop.LOGGER).get(0);
      assertThat(Attributes.of(record.getAttributesList())).containsEntry("tenant", "acme");
      assertThat(receiver.metrics("http.server.request.count")).isNotEmpty();
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void theVariablesOfOpenTelemetryAreEnough() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Map<String, String> variables =
          Proof.VARIABLES
              .block()
              .text()
              .lines()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replace(LEFT_OUT, KEY)));
      variables.replace("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.grpcUrl());

      List<String> output = ShopProcess.run(variables, List.of());

      assertThat(output).contains("answered 200", "flushed true").noneMatch(GuideTest::isWarning);
      assertThat(receiver.spans()).hasSize(1);
      assertThat(receiver.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers()).containsEntry("content-type", "application/grpc"));
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("at-project-key", KEY)
          .containsEntry("service.name", "orders");
    }
  }

  private static boolean isWarning(String line) {
    return line.contains("WARN") && line.contains("routeflow");
  }

  @Test
  void aKeyIsEnoughForTelemetryFlow() {
    try (LogLines log = LogLines.of("io.routeflow");
        OtlpReceiver flow = OtlpReceiver.start();
        OtelApplication application = OtelApplication.startBare(telemetryFlow(flow))) {
      application.get("/items/1");
      assertThat(flow.awaitSpans(1).get(0).getName()).isEqualTo("GET /items/{id}");
      assertThat(flow.requests().get(0).headers())
          .containsEntry("authorization", "Bearer tfk_4711:tfs_4711");
      assertThat(Attributes.of(flow.resource().getAttributesList()))
          .containsEntry("service.name", "orders");
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void theBeanOfTheGuideSendsASpanACounterAndALine(@TempDir Path classes) throws Exception {
    try (OtlpReceiver flow = OtlpReceiver.start();
        OtelApplication application = OtelApplication.startBare(telemetryFlow(flow));
        URLClassLoader loader = compiled(IMPORTS + signals().get(0).text(), classes)) {
      Constructor<?> made = loader.loadClass("Imports").getDeclaredConstructor(SignalsClient.class);
      made.setAccessible(true);
      SignalsClient signals = application.context().getBean(SignalsClient.class);
      call(made.newInstance(signals), "run");

      assertThat(signals.flush(OtlpReceiver.PATIENCE)).isTrue();
      Span span = flow.awaitSpan(one -> one.getName().equals("import"));
      assertThat(Attributes.of(span)).containsEntry("source", "s3");
      assertThat(span.getEventsList()).extracting(Span.Event::getName).containsExactly("started");
      flow.awaitMetric("imports.total", metric -> true);
      assertThat(flow.logs())
          .extracting(record -> record.getBody().getStringValue())
          .containsExactly("imported");
    }
  }

  /** Its settings are those of the environment, so it is run in a process that has them. */
  @Test
  void theClientThatIsMadeByHandSendsAGauge(@TempDir Path classes) throws IOException {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      String source =
          IMPORTS
              + "class ByHand { public static void main(String[] arguments) {\n"
              + signals().get(1).text()
              + "}}\n";
      compiled(source, classes).close();
      Map<String, String> variables =
          Map.of(
              "TELEMETRYFLOW_API_KEY_ID", "tfk_4711",
              "TELEMETRYFLOW_API_KEY_SECRET", "tfs_4711",
              "TELEMETRYFLOW_SERVICE_NAME", "orders",
              "TELEMETRYFLOW_ENDPOINT", flow.grpcUrl());

      assertThat(ShopProcess.runOther("ByHand", classes, variables)).isEmpty();

      assertThat(flow.metrics("connections.active")).isNotEmpty();
    }
  }

  private static List<Block> signals() {
    List<Block> blocks = Proof.SIGNALS.blocks();
    assertThat(blocks).hasSize(2);
    return blocks;
  }

  private static URLClassLoader compiled(String source, Path classes) throws IOException {
    assertThat(Compilation.errors(source, classes)).isEmpty();
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, GuideTest.class.getClassLoader());
  }

  private static void call(Object target, String name) throws ReflectiveOperationException {
    Method method = target.getClass().getDeclaredMethod(name);
    method.setAccessible(true);
    method.invoke(target);
  }

  private static Map<String, Object> endpoint(OtlpReceiver receiver) {
    Map<String, Object> settings = new LinkedHashMap<>(Yaml.read(Proof.OTLP.blockOf(OTLP)));
    settings.replace("routeflow.otlp.endpoint", receiver.httpUrl());
    return settings;
  }

  /** The address is TelemetryFlow's own where none is set. */
  private static Map<String, Object> telemetryFlow(OtlpReceiver flow) {
    Map<String, Object> settings = new LinkedHashMap<>(Yaml.read(Proof.OTLP.blockOf(FLOW)));
    settings.replaceAll((key, value) -> value.toString().replace(LEFT_OUT, KEY));
    settings.put("routeflow.telemetryflow.endpoint", flow.grpcUrl());
    settings.put("routeflow.telemetryflow.flush-interval-ms", 20);
    return settings;
  }
}
