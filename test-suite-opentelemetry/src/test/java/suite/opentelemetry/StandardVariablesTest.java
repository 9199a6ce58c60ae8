package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.Received;
import suite.opentelemetry.support.Reply;
import suite.opentelemetry.support.Shop;
import suite.opentelemetry.support.ShopProcess;

/** An application that is set up by OpenTelemetry's own variables needs no setting of ours. */
final class StandardVariablesTest {

  private static final String EXPORTER = "OTEL_EXPORTER_OTLP_";
  private static final String COUNT = "http.server.request.count";

  @Test
  void thoseOfAllSignals() {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang())) {
      run(
          Map.of(
              EXPORTER + "ENDPOINT",
              receiver.httpUrl(),
              EXPORTER + "PROTOCOL",
              "http/protobuf",
              EXPORTER + "HEADERS",
              "authorization=Basic%20abc,x-tenant=a%2Cb",
              EXPORTER + "COMPRESSION",
              "gzip",
              EXPORTER + "TIMEOUT",
              "1500",
              "OTEL_SERVICE_NAME",
              "orders",
              "OTEL_RESOURCE_ATTRIBUTES",
              "team=blue,service.name=not-this-one,region=eu%20west",
              "OTEL_METRIC_EXPORT_INTERVAL",
              "100"),
          // each interval, not only at the end
          () -> receiver.awaitMetric(COUNT, metric -> true));
      // the first one was given up after the time that is set, and sent again
      assertThat(receiver.spans()).hasSize(1);
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("service.name", "orders")
          .containsEntry("team", "blue")
          .containsEntry("region", "eu west");
      // nothing says where it runs
      assertThat(receiver.resources())
          .allSatisfy(
              resource ->
                  assertThat(Attributes.of(resource.getAttributesList()))
                      .doesNotContainKey("deployment.environment.name"));
      assertThat(receiver.requests())
          .extracting(Received::path)
          .contains("/v1/traces", "/v1/metrics");
      assertThat(receiver.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("authorization", "Basic abc")
                      .containsEntry("x-tenant", "a,b")
                      .containsEntry("content-encoding", "gzip"));
    }
  }

  @Test
  void thoseOfAnApitoolkitUser() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      run(
          Map.of(
              EXPORTER + "ENDPOINT",
              receiver.grpcUrl(),
              EXPORTER + "PROTOCOL",
              "grpc",
              "OTEL_RESOURCE_ATTRIBUTES",
              "at-project-key=4711",
              "OTEL_SERVICE_NAME",
              "orders"));
      assertThat(receiver.spans()).hasSize(1);
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("at-project-key", "4711")
          .containsEntry("service.name", "orders");
      assertThat(receiver.metrics(COUNT)).isNotEmpty();
    }
  }

  /** As {@code ${COLLECTOR:}} is where that variable is not set. */
  @Test
  void whereOurKeysAreBlankAndOthersCannotBeRead() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      List<String> output =
          run(
              Map.of(
                  EXPORTER + "ENDPOINT",
                  receiver.httpUrl().replace("http:", "HTTP:"),
                  EXPORTER + "HEADERS",
                  "x-of=all,x-team=",
                  EXPORTER + "TRACES_TIMEOUT",
                  "soon",
                  EXPORTER + "TIMEOUT",
                  "5000",
                  "OTEL_RESOURCE_ATTRIBUTES",
                  "at-project-key=4711,team=,deployment.environment.name=theirs"),
              "--routeflow.otlp.endpoint=",
              "--routeflow.otlp.headers=",
              "--routeflow.otlp.resource-attributes=",
              "--routeflow.env=");
      assertThat(receiver.spans()).hasSize(1);
      assertThat(receiver.metrics(COUNT)).isNotEmpty();
      assertThat(receiver.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("x-of", "all")
                      .doesNotContainKey("x-team"));
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("at-project-key", "4711")
          .containsEntry("deployment.environment.name", "theirs")
          .doesNotContainKey("team");
      assertThat(linesWith(output, "_TIMEOUT"))
          .singleElement()
          .asString()
          .startsWith("Invalid value 'soon' for OTEL_EXPORTER_OTLP_TRACES_TIMEOUT")
          .endsWith("; trying OTEL_EXPORTER_OTLP_TIMEOUT");
      assertThat(linesWith(output, "OTEL_"))
          .filteredOn(line -> line.endsWith("; left out: 1 pair without a value"))
          .extracting(line -> line.replaceAll(".* of (OTEL_[A-Z_]+):.*", "$1"))
          .containsExactlyInAnyOrder(EXPORTER + "HEADERS", "OTEL_RESOURCE_ATTRIBUTES");
    }
  }

  @Test
  void thoseOfOneSignalComeBeforeThoseOfAll() {
    try (OtlpReceiver all = OtlpReceiver.start();
        OtlpReceiver traces = OtlpReceiver.start();
        OtlpReceiver metrics = OtlpReceiver.start().answer(Reply.hang())) {
      Map<String, String> variables = new HashMap<>();
      variables.put(EXPORTER + "ENDPOINT", all.httpUrl());
      variables.put(EXPORTER + "HEADERS", "x-of=all");
      variables.put(EXPORTER + "TIMEOUT", "60000");
      variables.put(EXPORTER + "TRACES_ENDPOINT", traces.httpUrl() + "/elsewhere");
      variables.put(EXPORTER + "TRACES_HEADERS", "x-of=traces");
      variables.put(EXPORTER + "TRACES_COMPRESSION", "gzip");
      variables.put(EXPORTER + "METRICS_ENDPOINT", metrics.grpcUrl());
      variables.put(EXPORTER + "METRICS_PROTOCOL", "grpc");
      variables.put(EXPORTER + "METRICS_TIMEOUT", "500");
      variables.put("OTEL_METRIC_EXPORT_INTERVAL", "100");
      run(
          variables,
          () -> metrics.awaitMetric(COUNT, metric -> true),
          "--routeflow.otlp.signals=traces,metrics,logs",
          "/logging");

      Received trace = only(traces, ExportTraceServiceRequest.class);
      assertThat(trace.path()).isEqualTo("/elsewhere");
      assertThat(trace.headers())
          .containsEntry("x-of", "traces")
          .containsEntry("content-encoding", "gzip");
      assertThat(metrics.requests().get(0).headers())
          .containsEntry("x-of", "all")
          .doesNotContainKey("grpc-encoding");
      assertThat(all.requests()).extracting(Received::path).containsOnly("/v1/logs");
      assertThat(all.requests().get(0).headers())
          .containsEntry("x-of", "all")
          .doesNotContainKey("content-encoding");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_SDK_DISABLED, true, false, false, false, ''",
    "OTEL_SDK_DISABLED, yes, true, true, true, 'Invalid value ''yes'' for OTEL_SDK_DISABLED:"
        + " expected true or false; it counts as not set'",
    "OTEL_TRACES_EXPORTER, none, false, true, true, ''",
    "OTEL_METRICS_EXPORTER, None, true, false, true, ''",
    "OTEL_LOGS_EXPORTER, none, true, true, false, ''",
    "OTEL_TRACES_EXPORTER, 'console, otlp', true, true, true, ''",
    "OTEL_TRACES_EXPORTER, console, false, true, true,"
        + " OTEL_TRACES_EXPORTER names no otlp; no traces are sent by OTLP",
    "OTEL_METRICS_EXPORTER, 'prometheus,console', true, false, true,"
        + " OTEL_METRICS_EXPORTER names no otlp; no metrics are sent by OTLP",
    "OTEL_LOGS_EXPORTER, Logging, true, true, false,"
        + " OTEL_LOGS_EXPORTER names no otlp; no logs are sent by OTLP",
    "OTEL_TRACES_EXPORTER, oltp, true, true, true, 'Invalid value ''oltp'' for"
        + " OTEL_TRACES_EXPORTER: expected otlp, none or the name of another exporter;"
        + " it counts as not set'"
  })
  void aSwitchOfOpenTelemetryDecidesWhichSignalsAreSent(
      String variable, String value, boolean traces, boolean metrics, boolean logs, String line) {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      List<String> output =
          run(
              Map.of(EXPORTER + "ENDPOINT", receiver.httpUrl(), variable, value),
              "--routeflow.otlp.signals=traces,metrics,logs",
              "/logging");
      assertThat(receiver.spans()).hasSize(traces ? 1 : 0);
      assertThat(receiver.metrics(COUNT)).hasSizeBetween(metrics ? 1 : 0, metrics ? 2 : 0);
      assertThat(receiver.logsOf(Shop.LOGGER)).hasSize(logs ? 2 : 0);
      assertThat(linesWith(output, "OTEL_")).isEqualTo(line.isEmpty() ? List.of() : List.of(line));
    }
  }

  @Test
  void theKeyThatSwitchesOffIsForAllSignalsWhateverTheVariablesSay() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      run(
          Map.of(EXPORTER + "ENDPOINT", receiver.httpUrl(), "OTEL_TRACES_EXPORTER", "otlp"),
          "--routeflow.otlp.enabled=false",
          "--routeflow.otlp.signals=traces,metrics,logs",
          "/logging");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_SDK_DISABLED, true, false, false, false",
    "OTEL_TRACES_EXPORTER, none, false, true, true",
    "OTEL_METRICS_EXPORTER, none, true, false, true",
    "OTEL_LOGS_EXPORTER, none, true, true, false"
  })
  void theSwitchesHoldForTheSignalsOfTheApplicationToo(
      String variable, String value, boolean traces, boolean metrics, boolean logs) {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      run(Map.of(EXPORTER + "ENDPOINT", receiver.httpUrl(), variable, value), "/signals");
      assertThat(receiver.spans().stream().anyMatch(span -> span.getName().equals("check")))
          .isEqualTo(traces);
      assertThat(receiver.metrics("basket.size").isEmpty()).isNotEqualTo(metrics);
      assertThat(
              receiver.logs().stream()
                  .anyMatch(log -> log.getBody().getStringValue().equals("checked")))
          .isEqualTo(logs);
    }
  }

  @Test
  void aWrongValueOfOneSignalIsOneLineAndCountsAsNotSet() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Map<String, String> variables = new HashMap<>();
      variables.put(EXPORTER + "ENDPOINT", receiver.httpUrl());
      variables.put(EXPORTER + "HEADERS", "x-of=all");
      variables.put(EXPORTER + "TRACES_ENDPOINT", "ftp://user:hunter2@127.0.0.1");
      variables.put(EXPORTER + "TRACES_PROTOCOL", "http/json");
      variables.put(EXPORTER + "TRACES_HEADERS", "hunter2");
      variables.put(EXPORTER + "TRACES_TIMEOUT", "soon");
      variables.put(EXPORTER + "METRICS_HEADERS", "x-of=");
      variables.put(EXPORTER + "METRICS_TIMEOUT", "-1");
      variables.put(EXPORTER + "TIMEOUT", "never");
      variables.put(EXPORTER + "METRICS_COMPRESSION", "zip\u0007");
      variables.put(EXPORTER + "METRICS_CERTIFICATE", "-----BEGIN\nhunter2");
      List<String> output = run(variables);
      assertThat(receiver.requests())
          .extracting(Received::path)
          .contains("/v1/traces", "/v1/metrics");
      assertThat(receiver.requests())
          .allSatisfy(request -> assertThat(request.headers()).containsEntry("x-of", "all"));
      assertThat(linesWith(output, "OTEL_"))
          .allMatch(line -> line.startsWith("Invalid value") && line.contains(": expected "))
          .extracting(line -> line.replaceAll(".*(OTEL_[A-Z_]+):.*", "$1"))
          .containsExactlyInAnyOrder(
              EXPORTER + "TRACES_ENDPOINT",
              EXPORTER + "TRACES_PROTOCOL",
              EXPORTER + "TRACES_HEADERS",
              EXPORTER + "TRACES_TIMEOUT",
              EXPORTER + "METRICS_HEADERS",
              EXPORTER + "METRICS_TIMEOUT",
              EXPORTER + "TIMEOUT",
              EXPORTER + "METRICS_COMPRESSION",
              EXPORTER + "METRICS_CERTIFICATE");
      assertThat(output).noneMatch(line -> line.contains("hunter2"));
    }
  }

  /** The messages of the lines that have a text in them. */
  private static List<String> linesWith(List<String> output, String text) {
    return output.stream()
        .filter(line -> line.contains(text))
        .map(line -> line.substring(line.indexOf(" - ") + 3))
        .toList();
  }

  @Test
  void anEndpointForGrpcNeedsNoSchemeWhereItIsInsecure() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      List<String> output =
          run(
              Map.of(
                  EXPORTER + "ENDPOINT",
                  "127.0.0.1:" + receiver.grpcPort(),
                  EXPORTER + "PROTOCOL",
                  "grpc",
                  EXPORTER + "INSECURE",
                  "true",
                  EXPORTER + "METRICS_INSECURE",
                  "True"));
      assertThat(receiver.spans()).hasSize(1);
      assertThat(receiver.metrics(COUNT)).isNotEmpty();
      assertThat(linesWith(output, "OTEL_")).isEmpty();
    }
  }

  @Test
  void withoutASchemeNothingIsSentByHttpAndOneLineForEachSignalSaysSo() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String address = receiver.httpUrl().substring("http://".length());
      List<String> output = run(Map.of(EXPORTER + "ENDPOINT", address));
      assertThat(receiver.requests()).isEmpty();
      assertThat(linesWith(output, "no scheme"))
          .containsExactlyInAnyOrder(
              "The OTLP endpoint has no scheme, which only grpc allows; no traces are sent by OTLP",
              "The OTLP endpoint has no scheme, which only grpc allows; no metrics are sent by"
                  + " OTLP",
              "The OTLP endpoint has no scheme, which only grpc allows; no logs are sent by OTLP");
    }
  }

  @Test
  void whatCannotBeHadOfMetricsIsALineEach() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      List<String> output =
          run(
              Map.of(
                  EXPORTER + "ENDPOINT",
                  receiver.httpUrl(),
                  EXPORTER + "METRICS_TEMPORALITY_PREFERENCE",
                  "delta",
                  EXPORTER + "METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
                  "base2_exponential_bucket_histogram"));
      assertThat(receiver.metrics(COUNT)).isNotEmpty();
      assertThat(linesWith(output, "OTEL_"))
          .containsExactlyInAnyOrder(
              EXPORTER
                  + "METRICS_TEMPORALITY_PREFERENCE has no effect: only cumulative is supported",
              EXPORTER
                  + "METRICS_DEFAULT_HISTOGRAM_AGGREGATION has no effect: only"
                  + " explicit_bucket_histogram is supported");
    }
  }

  @Test
  void oursComeBeforeThem() {
    try (OtlpReceiver ours = OtlpReceiver.start();
        OtlpReceiver theirs = OtlpReceiver.start()) {
      run(
          Map.of(
              EXPORTER + "TRACES_ENDPOINT",
              theirs.httpUrl(),
              EXPORTER + "PROTOCOL",
              "grpc",
              EXPORTER + "TRACES_PROTOCOL",
              "grpc",
              EXPORTER + "HEADERS",
              "x-of=theirs",
              "OTEL_RESOURCE_ATTRIBUTES",
              "team=theirs"),
          "--routeflow.otlp.endpoint=" + ours.httpUrl(),
          "--routeflow.otlp.protocol=http/protobuf",
          "--routeflow.otlp.headers=x-of=ours",
          "--routeflow.otlp.resource-attributes=team=ours");
      assertThat(ours.spans()).hasSize(1);
      assertThat(ours.requests().get(0).headers()).containsEntry("x-of", "ours");
      assertThat(Attributes.of(ours.resource().getAttributesList())).containsEntry("team", "ours");
      assertThat(theirs.requests()).isEmpty();
    }
  }

  @Test
  void settingsOfTheServiceComeBeforeItsAttributesOfTheVariable() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      run(
          Map.of(
              EXPORTER + "ENDPOINT",
              receiver.httpUrl(),
              "OTEL_RESOURCE_ATTRIBUTES",
              "service.version=theirs,deployment.environment.name=theirs,team=theirs,"
                  + "zone=theirs,vcs.ref.head.revision=theirs"),
          "--routeflow.service-version=ours",
          "--routeflow.env=ours",
          "--routeflow.code-version=ours",
          "--routeflow.tags=team=ours");
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("service.version", "ours")
          .containsEntry("deployment.environment.name", "ours")
          .containsEntry("vcs.ref.head.revision", "ours")
          .containsEntry("team", "ours")
          .containsEntry("zone", "theirs");
    }
  }

  @Test
  void attributesOfTheVariableComeBeforeDefaults() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      run(
          Map.of(
              EXPORTER + "ENDPOINT",
              receiver.httpUrl(),
              "OTEL_RESOURCE_ATTRIBUTES",
              "service.version=theirs,deployment.environment.name=theirs"));
      assertThat(Attributes.of(receiver.resource().getAttributesList()))
          .containsEntry("service.version", "theirs")
          .containsEntry("deployment.environment.name", "theirs");
    }
  }

  @Test
  void allOfTelemetryFlow() {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      run(
          Map.of(
              "TELEMETRYFLOW_API_KEY_ID", "tfk_env",
              "TELEMETRYFLOW_API_KEY_SECRET", "tfs_env",
              "TELEMETRYFLOW_ENDPOINT", flow.grpcUrl(),
              "TELEMETRYFLOW_SERVICE_NAME", "orders",
              "TELEMETRYFLOW_SERVICE_VERSION", "9.1",
              "TELEMETRYFLOW_SERVICE_NAMESPACE", "shop",
              "TELEMETRYFLOW_ENVIRONMENT", "staging",
              "TELEMETRYFLOW_COLLECTOR_ID", "c-1",
              "ENV", "not-this-one"),
          "/signals");
      assertThat(flow.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("authorization", "Bearer tfk_env:tfs_env"));
      // of the request and of the client
      assertThat(flow.spans()).hasSize(2);
      assertThat(Attributes.of(flow.resource().getAttributesList()))
          .containsEntry("service.name", "orders")
          .containsEntry("service.version", "9.1")
          .containsEntry("service.namespace", "shop")
          .containsEntry("deployment.environment.name", "staging")
          .containsEntry("telemetryflow.collector.id", "c-1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ENV, first, ENVIRONMENT, second, first",
    "ENVIRONMENT, second, OTHER, third, second",
    "OTHER, third, ANOTHER, fourth, production"
  })
  void theEnvironmentOfTelemetryFlowHasTwoMoreNames(
      String name, String value, String other, String otherValue, String expected) {
    try (OtlpReceiver flow = OtlpReceiver.start()) {
      run(
          Map.of(
              "TELEMETRYFLOW_API_KEY_ID",
              "tfk_env",
              "TELEMETRYFLOW_API_KEY_SECRET",
              "tfs_env",
              "TELEMETRYFLOW_ENDPOINT",
              flow.grpcUrl(),
              name,
              value,
              other,
              otherValue));
      assertThat(Attributes.of(flow.resource().getAttributesList()))
          .containsEntry("deployment.environment.name", expected);
    }
  }

  private static Received only(OtlpReceiver receiver, Class<?> message) {
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.requests().get(0).message()).isInstanceOf(message);
    return receiver.requests().get(0);
  }

  private static List<String> run(Map<String, String> environment, String... arguments) {
    return run(environment, () -> {}, arguments);
  }

  private static List<String> run(
      Map<String, String> environment, Runnable awaited, String... arguments) {
    List<String> output = ShopProcess.run(environment, List.of(), awaited, arguments);
    assertThat(output).contains("answered 200", "flushed true");
    return output;
  }
}
