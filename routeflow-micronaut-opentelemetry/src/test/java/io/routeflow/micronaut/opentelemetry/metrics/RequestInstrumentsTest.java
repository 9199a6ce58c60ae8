package io.routeflow.micronaut.opentelemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.routeflow.micronaut.event.RequestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Series of requests are bounded, and beyond the bound no request is lost. */
final class RequestInstrumentsTest {

  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final int REQUESTS = RequestInstruments.MAX_SERIES + 500;

  private final Collected collected = new Collected(new ArrayList<>());
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder()
          .registerMetricReader(
              PeriodicMetricReader.builder(collected).setInterval(Duration.ofDays(1)).build())
          .build();

  @Test
  void beyondTheBoundRequestsCountWithoutTheirRoute() {
    RequestInstruments instruments =
        new RequestInstruments(provider.get("test"), () -> null, true, true, true);
    for (int i = 0; i < REQUESTS; i++) {
      instruments.record("/route/" + i, "GET", i % 2 == 0 ? 200 : 500, false, 1_000_000);
    }
    assertThat(points())
        .hasSize(RequestInstruments.MAX_SERIES + 2)
        .filteredOn(point -> point.getAttributes().get(ROUTE) == null)
        .extracting(LongPointData::getValue)
        .containsExactly(250L, 250L);
    assertThat(points().stream().mapToLong(LongPointData::getValue).sum()).isEqualTo(REQUESTS);
  }

  @Test
  void knownSeriesGoOnBeyondTheBound() {
    RequestInstruments instruments =
        new RequestInstruments(provider.get("test"), () -> null, false, true, false);
    for (int i = 0; i < REQUESTS; i++) {
      instruments.record("/route/" + i, "GET", 200, false, 1_000_000);
    }
    instruments.record("/route/0", "GET", 200, false, 1_000_000);
    assertThat(points())
        .filteredOn(point -> "/route/0".equals(point.getAttributes().get(ROUTE)))
        .extracting(LongPointData::getValue)
        .containsExactly(2L);
  }

  @Test
  void aRequestWhoseClientHasLeftHasAnErrorInPlaceOfAStatus() {
    RequestInstruments instruments =
        new RequestInstruments(provider.get("test"), () -> null, false, true, true);
    instruments.record("/orders", "GET", RequestInstruments.NO_STATUS, false, 1_000_000);
    assertThat(points())
        .extracting(LongPointData::getAttributes)
        .containsExactly(
            Attributes.of(
                ROUTE,
                "/orders",
                AttributeKey.stringKey("http.request.method"),
                "GET",
                AttributeKey.stringKey("error.type"),
                "client_disconnected"));
    assertThat(collected.metrics())
        .extracting(MetricData::getName)
        .doesNotContain(RequestInstruments.ERRORS);
  }

  @Test
  void aStatusThatTheApplicationHasSentIsNoClientThatHasLeft() {
    RequestInstruments instruments =
        new RequestInstruments(provider.get("test"), () -> null, false, true, true);
    instruments.record("/orders", "GET", RequestEvent.CLIENT_CLOSED, false, 1_000_000);
    assertThat(points())
        .extracting(LongPointData::getAttributes)
        .containsExactly(
            Attributes.of(
                ROUTE,
                "/orders",
                AttributeKey.stringKey("http.request.method"),
                "GET",
                AttributeKey.longKey("http.response.status_code"),
                499L));
  }

  @Test
  void aFailureThatIsBrokenOffKeepsItsStatusAsTheError() {
    RequestInstruments instruments =
        new RequestInstruments(provider.get("test"), () -> null, false, true, true);
    instruments.record("/orders", "GET", 503, true, 1_000_000);
    assertThat(points())
        .extracting(point -> point.getAttributes().get(AttributeKey.stringKey("error.type")))
        .containsExactly("503");
  }

  private List<LongPointData> points() {
    collected.metrics().clear();
    provider.forceFlush().join(1, TimeUnit.MINUTES);
    return collected.metrics().stream()
        .filter(metric -> metric.getName().equals(RequestInstruments.COUNT))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .toList();
  }

  private record Collected(List<MetricData> metrics) implements MetricExporter {

    @Override
    public CompletableResultCode export(Collection<MetricData> exported) {
      metrics.addAll(exported);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
