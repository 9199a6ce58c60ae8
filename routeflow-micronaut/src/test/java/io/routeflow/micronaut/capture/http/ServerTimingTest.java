package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.capture.TraceParent;
import io.routeflow.micronaut.spi.SqlRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerTimingTest {

  @Test
  void anEntryIsATraceparent() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String entry = ServerTiming.trace(new TraceParent(trace, 17, TraceParent.SAMPLED));
    assertThat(entry).isEqualTo("traceparent;desc=\"00-" + trace + "-0000000000000011-01\"");
    assertThat(ServerTiming.hasEntry(entry, ServerTiming.TRACE)).isTrue();
  }

  @Test
  void whatARequestTookIsSaidInMilliseconds() {
    assertThat(ServerTiming.total(263_104_999)).isEqualTo("total;dur=263.104");
    assertThat(ServerTiming.total(-1)).isEqualTo("total;dur=0.000");
    assertThat(ServerTiming.sql(new SqlRecording.Totals(51, 123_456_789_012L)))
        .isEqualTo("sql;desc=\"51\";dur=123456.789");
    assertThat(ServerTiming.sql(new SqlRecording.Totals(1, 999)))
        .isEqualTo("sql;desc=\"1\";dur=0.000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traceparent",
        "traceparent;desc=x",
        "db;dur=5, traceparent ;desc=x",
        "a;desc=\"x,\\\"y\",TraceParent;desc=\"z\""
      })
  void theEntryIsFound(String value) {
    assertThat(ServerTiming.hasEntry(value, ServerTiming.TRACE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "db", "traceparents", "db;desc=\"a, traceparent\"", "db;desc=\"traceparent"})
  void whatOnlyLooksLikeItIsNot(String value) {
    assertThat(ServerTiming.hasEntry(value, ServerTiming.TRACE)).isFalse();
  }
}
