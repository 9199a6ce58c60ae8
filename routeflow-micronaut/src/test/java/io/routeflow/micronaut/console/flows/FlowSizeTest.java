package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowSizeTest {

  private static final int LENGTH = 1_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traceId",
        "frontendRoute",
        "method",
        "path",
        "handler",
        "exception",
        "statement",
        "operation",
        "table",
        "repositoryMethod",
        "datasource",
        "dbSystem",
        "sqlState",
        "failure",
        "name",
        "value"
      })
  void whereverATextStandsEachCharacterCountsTwoBytes(String place) {
    assertThat(FlowSize.of(event(place), null) - FlowSize.of(event("nowhere"), null))
        .isEqualTo(2 * LENGTH);
  }

  @Test
  void eachExecutionCounts() {
    long none = FlowSize.of(SampleFlow.number(1).sql(usage(0)).event(), null);
    long some = FlowSize.of(SampleFlow.number(1).sql(usage(100)).event(), null);
    assertThat(some - none).isGreaterThanOrEqualTo(100 * (16 + 4 + 8 + 8 + 1 + 8));
  }

  @Test
  void aNumberOfManyDigitsIsNotSmall() {
    BigInteger number = BigInteger.TEN.pow(LENGTH);
    assertThat(with(number)).isGreaterThan(with(1) + LENGTH);
    assertThat(with(new BigDecimal(number))).isGreaterThan(with(1) + LENGTH);
  }

  private static long with(Number number) {
    return FlowSize.of(SampleFlow.number(1).event(null, Map.of("n", number)), null);
  }

  private static SqlUsage usage(int executions) {
    SqlUsage.Statement statement = SampleFlow.statement("SELECT 1", "t", 1, 1);
    SqlUsage.Execution execution = new SqlUsage.Execution(0, 0, 1, false);
    return new SqlUsage(
        1, 1, false, List.of(statement), Collections.nCopies(executions, execution));
  }

  private static RequestEvent event(String longPlace) {
    SqlUsage.Statement statement =
        new SqlUsage.Statement(
            text("statement", longPlace),
            text("operation", longPlace),
            List.of(text("table", longPlace)),
            text("repositoryMethod", longPlace),
            text("datasource", longPlace),
            text("dbSystem", longPlace),
            1,
            -1,
            -1,
            1,
            1,
            0,
            text("sqlState", longPlace),
            text("failure", longPlace),
            false,
            0);
    return new RequestEvent(
        new EventIdentity(SampleFlow.id(1), SampleFlow.START, text("traceId", longPlace), 1, 1),
        text("frontendRoute", longPlace),
        text("method", longPlace),
        text("path", longPlace),
        text("handler", longPlace),
        200,
        EventStatus.SUCCESS,
        1,
        EventParts.of(
            new SqlUsage(1, 1, false, List.of(statement)),
            text("exception", longPlace) == null
                ? null
                : ExceptionDetails.named(text("exception", longPlace))),
        Map.of(text("name", longPlace), text("value", longPlace)));
  }

  private static String text(String place, String longPlace) {
    return place.equals(longPlace) ? place + "x".repeat(LENGTH) : place;
  }
}
