package io.routeflow.micronaut.export.replaystack;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.event.AuthDetails;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.WorkEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PayloadEncoderTest {

  private static final Instant AT = Instant.parse("2026-11-20T09:30:01.250Z");
  private static final EventIdentity IDENTITY =
      new EventIdentity(
          UUID.fromString("0199f0c2-7d1e-7c3a-9a55-0c2f6a1be001"), AT, "trace-1", 1, 0);

  private final PayloadEncoder encoder =
      new PayloadEncoder(
          new ServiceNames(
              new ReplayStackSettings.Service(null, null, null, null),
              SampleConfiguration.with(Map.of()).service()),
          new ServerOrigin(
              () -> {
                throw new IllegalStateException("no server");
              }),
          1);

  @Test
  void everyPartOfARequestHasItsMember() throws IOException {
    EventParts parts =
        new EventParts(
            sql(1, false),
            new OutgoingCalls(List.of(call()), true, List.of()),
            List.of(new Breadcrumb(AT, "Calling", "pay", Breadcrumb.Level.ERROR, Map.of("try", 2))),
            new ExceptionDetails(
                "a.B",
                "no money",
                "a.B: no money",
                List.of(
                    new ExceptionDetails.Frame("pay", "shop.Pay", "Pay.java", 17, true),
                    new ExceptionDetails.Frame("run", "shop.Job", null, -1, true)),
                List.of()),
            new Payload(
                "https://shop.example/pay?token=[MASKED]",
                Map.of("accept", "a"),
                "application/json",
                9,
                "{\"n\":null}",
                false,
                null),
            new Payload(
                null,
                Map.of("set-cookie", List.of("[MASKED]", "[MASKED]")),
                null,
                5,
                null,
                false,
                Payload.Omitted.STREAMED),
            new AuthDetails("bearer", "Bearer"));

    assertThat(
            written(
                new RequestEvent(
                    IDENTITY,
                    "/checkout",
                    "POST",
                    "/pay/{id}",
                    "Pay.pay",
                    500,
                    EventStatus.FAILED,
                    1_499_999,
                    parts,
                    Map.of("tenant", "acme"))))
        .isEqualTo(
            "{\"traceId\":\"trace-1\",\"eventType\":\"api\",\"method\":\"POST\","
                + "\"endpoint\":\"/pay/{id}\","
                + "\"requestUrl\":\"https://shop.example/pay?token=[MASKED]\","
                + "\"authMode\":\"bearer\",\"authScheme\":\"Bearer\",\"status\":\"failed\","
                + "\"statusCode\":500,\"executionTimeMs\":1,\"errorName\":\"a.B\","
                + "\"errorMessage\":\"no money\",\"stackTrace\":\"a.B: no money\","
                + "\"stackFrames\":[{\"functionName\":\"shop.Pay.pay\",\"fileName\":\"Pay.java\","
                + "\"lineNumber\":17},{\"functionName\":\"shop.Job.run\"}],"
                + "\"serviceName\":\"orders\",\"environment\":\"production\","
                + "\"appVersion\":\"1.0\",\"requestPayload\":{\"n\":null},"
                + "\"requestHeaders\":{\"accept\":\"a\"},"
                + "\"responsePayload\":{\"omitted\":\"streamed\"},"
                + "\"responseHeaders\":{\"set-cookie\":[\"[MASKED]\",\"[MASKED]\"]},"
                + "\"breadcrumbs\":[{\"timestamp\":\"2026-11-20T09:30:01.250Z\","
                + "\"message\":\"Calling\",\"category\":\"pay\",\"level\":\"error\","
                + "\"data\":{\"try\":2}}],"
                + "\"metadata\":{\"sql\":{\"count\":1,\"totalMs\":2.5,\"statements\":["
                + "{\"statement\":\"SELECT ?\",\"repositoryMethod\":\"Books.find\",\"count\":1,"
                + "\"totalMs\":2.5,\"errors\":0,\"nPlusOne\":true}]},"
                + "\"externalCalls\":{\"calls\":[{\"host\":\"pay.example\",\"method\":\"GET\","
                + "\"count\":2,\"totalMs\":5.0,\"errors\":1,\"statusCode\":503}],"
                + "\"truncated\":true},\"attributes\":{\"tenant\":\"acme\"}}}");
  }

  @Test
  void whatHasNoValueIsAbsent() throws IOException {
    assertThat(
            written(
                new WorkEvent(
                    IDENTITY,
                    EventType.CUSTOM,
                    "said",
                    EventStatus.SUCCESS,
                    -1,
                    EventParts.NONE,
                    Map.of())))
        .isEqualTo(
            "{\"traceId\":\"trace-1\",\"eventType\":\"custom\",\"endpoint\":\"said\","
                + "\"status\":\"success\",\"serviceName\":\"orders\","
                + "\"environment\":\"production\",\"appVersion\":\"1.0\"}");
  }

  @Test
  void aTruncatedBodyIsText() throws IOException {
    Payload cut = new Payload(null, Map.of(), "application/json", 99, "{\"a\": \"b", true, null);
    assertThat(written(work(new EventParts(null, null, List.of(), null, cut, null, null))))
        .contains("\"requestPayload\":\"{\\\"a\\\": \\\"b\"");
  }

  @Test
  void ofManyStatementsTheFirstAreListed() throws IOException {
    String written = written(work(EventParts.of(sql(Metadata.MAX_LISTED + 1, false), null)));
    assertThat(written).contains("\"truncated\":true");
    assertThat(written.split("\"statement\":", -1)).hasSize(Metadata.MAX_LISTED + 1);
    assertThat(written(work(EventParts.of(sql(Metadata.MAX_LISTED, false), null))))
        .doesNotContain("truncated");
  }

  private static WorkEvent work(EventParts parts) {
    return new WorkEvent(
        IDENTITY, EventType.JOB, "nightly", EventStatus.SUCCESS, 1, parts, Map.of());
  }

  private static SqlUsage sql(int statements, boolean truncated) {
    SqlUsage.Statement statement =
        new SqlUsage.Statement(
            "SELECT ?",
            "SELECT",
            List.of("a"),
            "Books.find",
            "default",
            "h2",
            1,
            -1,
            -1,
            2_500_000,
            2_500_000,
            0,
            null,
            null,
            true,
            0);
    return new SqlUsage(
        statements, 2_500_000, truncated, Collections.nCopies(statements, statement));
  }

  private static ExternalCall call() {
    return new ExternalCall(
        "pay.example", "GET", null, null, 2, 5_000_000, 4_000_000, 1, 503, null, 0, null, null);
  }

  private String written(Event event) throws IOException {
    ByteBuf body = encoder.encode(event, null);
    try {
      return body.toString(StandardCharsets.UTF_8);
    } finally {
      body.release();
    }
  }
}
