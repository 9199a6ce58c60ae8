package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.RequestEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SpanMapperTest {

  private final SpanMapper mapper =
      new SpanMapper(
          Resource.empty(), null, (handler, path) -> handler, name -> DatabasePlace.UNKNOWN);

  @Test
  void aRequestWhoseClientHasLeftHasAnErrorInPlaceOfAStatusAndIsNoFailure() {
    SpanData span = span(RequestEvent.CLIENT_CLOSED, EventStatus.WARNING);
    assertThat(span.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("client_disconnected");
    assertThat(span.getAttributes().get(Keys.HTTP_STATUS)).isNull();
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void oneThatTheServerAnswersHasAnErrorOnlyWhereItFails() {
    assertThat(span(404, EventStatus.WARNING).getAttributes().get(Keys.ERROR_TYPE)).isNull();
    SpanData failed = span(503, EventStatus.FAILED);
    assertThat(failed.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("503");
    assertThat(failed.getStatus()).isEqualTo(StatusData.error());
  }

  private SpanData span(int statusCode, EventStatus status) {
    EventIdentity identity =
        new EventIdentity(new UUID(1, 2), Instant.EPOCH, new UUID(3, 4).toString(), 1, 0);
    RequestEvent event =
        new RequestEvent(
            identity,
            RequestEvent.UNKNOWN_ROUTE,
            "GET",
            "/orders",
            "Orders.list",
            statusCode,
            status,
            1,
            EventParts.NONE,
            Map.of());
    return mapper.spans(new EventBatch(new UUID(5, 6), List.of(event))).get(0);
  }
}
