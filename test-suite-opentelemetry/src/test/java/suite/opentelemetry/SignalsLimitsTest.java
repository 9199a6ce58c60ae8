package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.opentelemetry.Protocol;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsClientBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.OtlpReceiver;

/** An application may make up names and attributes without end; what is kept of them has one. */
final class SignalsLimitsTest {

  private static final int MAX_INSTRUMENTS = 1_000;
  private static final int MAX_ATTRIBUTE_SETS = 2_000;

  @Test
  void ofMoreThanOneThousandInstrumentsTheFirstAreKeptAndTheRestIsDroppedAndCounted() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver)) {
      for (int i = 0; i < MAX_INSTRUMENTS; i++) {
        client.incrementCounter("counter." + i, 1, Map.of());
      }
      client.incrementCounter("one.more", 1, Map.of());
      client.recordGauge("one.more", 1, Map.of());
      client.recordHistogram("one.more", 1, "s", Map.of());
      client.incrementCounter("counter.0", 1, Map.of());
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();

      assertThat(names(receiver))
          .hasSize(MAX_INSTRUMENTS)
          .doesNotHaveDuplicates()
          .allMatch(name -> name.startsWith("counter."));
      assertThat(points(receiver, "counter.0"))
          .extracting(NumberDataPoint::getAsInt)
          .containsExactly(2L);
      assertThat(client.status().metricsSent()).isEqualTo(MAX_INSTRUMENTS);
      assertThat(client.status().dropped()).isEqualTo(3);
    }
  }

  @Test
  void ofMoreThanTwoThousandSetsOfAttributesTheRestIsOneSeriesAndNothingIsLost() {
    int sets = MAX_ATTRIBUTE_SETS + 500;
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver)) {
      for (int i = 0; i < sets; i++) {
        client.incrementCounter("visits", 1, Map.of("visitor", i));
      }
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();

      List<NumberDataPoint> points = points(receiver, "visits");
      assertThat(points).hasSize(MAX_ATTRIBUTE_SETS);
      assertThat(points.stream().mapToLong(NumberDataPoint::getAsInt).sum()).isEqualTo(sets);
      assertThat(points)
          .filteredOn(
              point -> Attributes.of(point.getAttributesList()).containsKey("otel.metric.overflow"))
          .hasSize(1);
    }
  }

  @Test
  void ofMoreThanSoManyEventsOfASpanTheRestIsDroppedAndCountedAndTheExceptionIsThere() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        SignalsClient client = client(receiver)) {
      String span = client.startSpan("import", SpanKind.INTERNAL, Map.of());
      for (int i = 0; i < SignalsClient.MAX_SPAN_EVENTS + 7; i++) {
        client.addSpanEvent(span, "row", Map.of("number", i));
      }
      client.endSpan(span, new IllegalStateException());
      assertThat(client.flush(OtlpReceiver.PATIENCE)).isTrue();

      List<Span.Event> events = receiver.spans().get(0).getEventsList();
      assertThat(events).hasSize(SignalsClient.MAX_SPAN_EVENTS + 1);
      assertThat(events.get(events.size() - 1).getName()).isEqualTo("exception");
      assertThat(client.status().dropped()).isEqualTo(7);
    }
  }

  private static List<String> names(OtlpReceiver receiver) {
    return receiver.accepted(ExportMetricsServiceRequest.class).stream()
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .map(Metric::getName)
        .toList();
  }

  private static List<NumberDataPoint> points(OtlpReceiver receiver, String name) {
    return receiver.metrics(name).get(0).getSum().getDataPointsList();
  }

  private static SignalsClient client(OtlpReceiver receiver) {
    SignalsClient client =
        SignalsClientBuilder.create()
            .apiKey("tfk_id", "tfs_secret")
            .serviceName("orders")
            .endpoint(receiver.httpUrl().substring("http://".length()))
            .insecure(true)
            .protocol(Protocol.HTTP)
            .build();
    client.initialize();
    return client;
  }
}
