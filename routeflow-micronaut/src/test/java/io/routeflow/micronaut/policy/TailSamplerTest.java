package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.configuration.TailSamplingSettings;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.WorkEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TailSamplerTest {

  private static final TailSamplingSettings ON =
      new TailSamplingSettings(true, Duration.ofMillis(100), 50);
  private static final long FAST = 1_000_000;
  private static final long SLOW = 100_000_001;

  private static final SqlUsage REPEATED =
      new SqlUsage(
          5,
          1,
          false,
          List.of(
              new SqlUsage.Statement(
                  "SELECT ?",
                  "SELECT",
                  List.of(),
                  null,
                  "default",
                  "h2",
                  5,
                  -1,
                  -1,
                  1,
                  1,
                  0,
                  null,
                  null,
                  true,
                  0)));

  @Test
  void whereTheRateIsOneNothingIsMarked() {
    TailSampler sampler = new TailSampler(1, null, ON);
    Event failed = request("t", EventStatus.FAILED, FAST, EventParts.NONE);
    assertThat(sampler.sampled(failed, true, 0)).isSameAs(failed);
  }

  @Test
  void eachReasonIsNamedOnThoseThatTheRateAloneWouldHaveDropped() {
    TailSampler sampler = new TailSampler(0, null, ON);
    EventParts sql = EventParts.of(REPEATED, null);

    assertThat(reason(sampler, request("t", EventStatus.FAILED, SLOW, sql))).isEqualTo("failed");
    assertThat(reason(sampler, request("t", EventStatus.WARNING, SLOW, sql))).isEqualTo("slow");
    assertThat(reason(sampler, request("t", EventStatus.SUCCESS, FAST, sql)))
        .isEqualTo("n_plus_one");
    assertThat(reason(sampler, work(EventStatus.FAILED, FAST, EventParts.NONE)))
        .isEqualTo("failed");
    assertThat(reason(sampler, work(EventStatus.SUCCESS, FAST, sql))).isEqualTo("n_plus_one");
    assertThat(reason(sampler, exception())).isEqualTo("failed");
    assertThat(sampler.sampled(request("t", EventStatus.SUCCESS, FAST, EventParts.NONE), false, 0))
        .isNull();
    assertThat(
            sampler.sampled(
                request("t", EventStatus.WARNING, 100_000_000, EventParts.NONE), false, 0))
        .isNull();
  }

  @Test
  void aJobThatTakesLongIsNotSlow() {
    assertThat(
            new TailSampler(0, null, ON)
                .sampled(work(EventStatus.SUCCESS, SLOW, EventParts.NONE), false, 0))
        .isNull();
  }

  @Test
  void whatTheRateKeepsHasTheRateAndNoReasonAndCostsNoBudget() {
    TailSampler sampler = new TailSampler(0.5, null, ON);
    Sampler rate = new Sampler(0.5, null);
    int kept = 0;
    for (int i = 0; i < 1000; i++) {
      Event failed = request("trace-" + i, EventStatus.FAILED, FAST, EventParts.NONE);
      Event sampled = sampler.sampled(failed, false, 0);
      if (rate.keeps(failed.traceId())) {
        assertThat(attributes(sampled)).isEqualTo(Map.of(Event.SAMPLE_RATE, 0.5));
      } else if (sampled != null) {
        kept++;
        assertThat(sampled.attributes())
            .containsEntry(Event.SAMPLE_RATE, 0.5)
            .containsEntry(Event.KEPT_BECAUSE, "failed");
      }
    }
    assertThat(kept).isEqualTo(50);
  }

  @Test
  void whatTheApplicationAskedForIsOutsideTheBudget() {
    TailSampler sampler =
        new TailSampler(0, null, new TailSamplingSettings(true, Duration.ofSeconds(1), 0));
    Event failed = request("t", EventStatus.FAILED, FAST, EventParts.NONE);
    assertThat(sampler.sampled(failed, false, 0)).isNull();
    Event asked = sampler.sampled(failed, true, 0);
    assertThat(attributes(asked)).containsEntry(Event.KEPT_BECAUSE, "asked");
  }

  @Test
  void switchedOffItMarksWhatTheRequestsThreadHasKept() {
    TailSampler sampler =
        new TailSampler(0, null, new TailSamplingSettings(false, Duration.ofSeconds(1), 50));
    Event asked = sampler.sampled(request("t", EventStatus.FAILED, FAST, EventParts.NONE), true, 0);
    assertThat(attributes(asked))
        .isEqualTo(Map.of(Event.SAMPLE_RATE, 0.0, Event.KEPT_BECAUSE, "asked"));
  }

  @Test
  void ofTwoRatesTheProductStandsOnTheEvent() {
    Event event = request("t", EventStatus.SUCCESS, FAST, EventParts.NONE);
    Event once = SampledEvent.marked(event, 0.5, null);
    assertThat(SampledEvent.marked(once, 0.25, null).attributes())
        .isEqualTo(Map.of(Event.SAMPLE_RATE, 0.125));
    assertThat(SampledEvent.marked(once, 0.0, null).attributes())
        .isEqualTo(Map.of(Event.SAMPLE_RATE, 0.0));
  }

  private static String reason(TailSampler sampler, Event event) {
    Event sampled = sampler.sampled(event, false, 0);
    return sampled == null ? "" : String.valueOf(sampled.attributes().get(Event.KEPT_BECAUSE));
  }

  private static Map<String, Object> attributes(@Nullable Event kept) {
    return Objects.requireNonNull(kept).attributes();
  }

  private static EventIdentity identity(String traceId) {
    return new EventIdentity(new UUID(1, 2), Instant.EPOCH, traceId, 1, 0);
  }

  private static Event request(String traceId, EventStatus status, long nanos, EventParts parts) {
    return new RequestEvent(
        identity(traceId), "/page", "GET", "/a", "A.a", 200, status, nanos, parts, Map.of());
  }

  private static Event work(EventStatus status, long nanos, EventParts parts) {
    return new WorkEvent(identity("t"), EventType.JOB, "job", status, nanos, parts, Map.of());
  }

  private static Event exception() {
    return new ExceptionEvent(
        identity("t"), null, null, EventParts.of(null, ExceptionDetails.named("E")), Map.of());
  }
}
