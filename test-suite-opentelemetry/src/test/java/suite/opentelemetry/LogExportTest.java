package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import suite.opentelemetry.support.Attributes;
import suite.opentelemetry.support.LogLines;
import suite.opentelemetry.support.OtelApplication;
import suite.opentelemetry.support.OtlpReceiver;
import suite.opentelemetry.support.PlainLoggers;
import suite.opentelemetry.support.Reply;
import suite.opentelemetry.support.Shop;
import suite.opentelemetry.support.ShopProcess;

/** With {@code logs} among the signals, what the application logs goes out as log records. */
final class LogExportTest {

  private static final Logger OUTSIDE = LoggerFactory.getLogger("outside.Clock");
  private static final int MAX_TEXT = 8192;
  private static final int MAX_WAITING = 2048;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLineOfARequestBelongsToItsSpan(boolean grpc) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = start(receiver, grpc, Map.of())) {
      application.get("/logging");
      Span request = receiver.awaitSpan(span -> span.getName().equals("GET /logging"));
      List<LogRecord> lines = receiver.awaitLogsOf(Shop.LOGGER, 2);
      assertThat(lines)
          .extracting(line -> line.getBody().getStringValue())
          .containsExactly("stock of apples is low", "no delivery");
      assertThat(lines)
          .allSatisfy(
              line -> {
                assertThat(line.getTraceId()).isEqualTo(request.getTraceId());
                assertThat(line.getSpanId()).isEqualTo(request.getSpanId());
                // a request begins at a whole millisecond, and so ends up to one too early
                assertThat(line.getTimeUnixNano())
                    .isBetween(
                        request.getStartTimeUnixNano(),
                        request.getEndTimeUnixNano() + TimeUnit.MILLISECONDS.toNanos(1));
                assertThat(
                        String.valueOf(Attributes.of(line.getAttributesList()).get("thread.name")))
                    .isNotEmpty();
              });
      assertThat(lines)
          .extracting(LogRecord::getSeverityNumber)
          .containsExactly(
              SeverityNumber.SEVERITY_NUMBER_WARN, SeverityNumber.SEVERITY_NUMBER_ERROR);
      assertThat(lines).extracting(LogRecord::getSeverityText).containsExactly("WARN", "ERROR");
    }
  }

  @Test
  void anExceptionIsInItsRecord() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = start(receiver, false, Map.of())) {
      application.get("/logging");
      Map<String, Object> failure =
          Attributes.of(receiver.awaitLogsOf(Shop.LOGGER, 2).get(1).getAttributesList());
      assertThat(failure)
          .containsEntry("exception.type", "java.lang.IllegalStateException")
          .containsEntry("exception.message", "truck 7 is late");
      assertThat(String.valueOf(failure.get("exception.stacktrace")))
          .contains("suite.opentelemetry.support.Shop.logging");
    }
  }

  @Test
  void aLineOfAScopeBelongsToItAndOneOfNothingToNothing() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = start(receiver, false, Map.of())) {
      OUTSIDE.warn("before");
      try (RouteflowScope unused =
          application.context().getBean(Routeflow.class).openScope(EventType.JOB, "nightly")) {
        OUTSIDE.warn("within");
      }
      Span job = receiver.awaitSpan(span -> span.getName().equals("nightly"));
      List<LogRecord> lines = receiver.awaitLogsOf(OUTSIDE.getName(), 2);
      assertThat(lines.get(0).getTraceId().isEmpty()).isTrue();
      assertThat(lines.get(1).getSpanId()).isEqualTo(job.getSpanId());
      assertThat(lines.get(1).getTraceId()).isEqualTo(job.getTraceId());
    }
  }

  @ParameterizedTest
  @CsvSource({"'', false", "tenant, true", "*, true", "another, false"})
  void theMdcIsSentOnlyWhereItIsAskedFor(String names, boolean sent) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application =
            start(
                receiver,
                false,
                names.isEmpty() ? Map.of() : Map.of("routeflow.otlp.logs.mdc", names))) {
      application.get("/logging");
      Map<String, Object> line =
          Attributes.of(receiver.awaitLogsOf(Shop.LOGGER, 2).get(0).getAttributesList());
      if (sent) {
        assertThat(line).containsEntry("tenant", "acme");
      } else {
        assertThat(line).doesNotContainKey("tenant").doesNotContainValue("acme");
      }
    }
  }

  @Test
  void noLineOfTheModuleItselfIsSent() {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.http(400));
        LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtelApplication unused = start(receiver, false, Map.of())) {
      OUTSIDE.warn("first");
      await().atMost(OtlpReceiver.PATIENCE).until(() -> !log.lines().isEmpty());
      receiver.otherwise(Reply.accept());
      LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry").warn("own");
      LoggerFactory.getLogger("io.opentelemetry.sdk.Anything").warn("own");
      LoggerFactory.getLogger("okhttp3.Anything").warn("own");
      OUTSIDE.warn("last");
      receiver.awaitLogsOf(OUTSIDE.getName(), 1);
      assertThat(receiver.logs())
          .extracting(line -> line.getBody().getStringValue())
          .containsExactly("last");
      assertThat(log.lines())
          .contains("Delivery of logs to otlp fails (status 400); the application is not affected");
    }
  }

  @Test
  void aLongLineIsCut() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication unused =
            start(receiver, false, Map.of("routeflow.otlp.logs.mdc", "tenant"))) {
      String text = "0123456789".repeat(MAX_TEXT);
      org.slf4j.MDC.put("tenant", text);
      try {
        OUTSIDE.warn(text, new IllegalStateException(text));
      } finally {
        org.slf4j.MDC.remove("tenant");
      }
      LogRecord line = receiver.awaitLogsOf(OUTSIDE.getName(), 1).get(0);
      assertThat(line.getBody().getStringValue()).isEqualTo(text.substring(0, MAX_TEXT));
      assertThat(line.getSeverityText()).isEqualTo("WARN");
      Map<String, Object> attributes = Attributes.of(line.getAttributesList());
      for (String key : List.of("exception.message", "exception.stacktrace", "tenant")) {
        assertThat(String.valueOf(attributes.get(key))).as(key).hasSize(MAX_TEXT);
      }
      assertThat(attributes).containsEntry("thread.name", Thread.currentThread().getName());
    }
  }

  @Test
  void whatIsGivenUpAfterItsAttemptsIsInTheLog() {
    try (LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry", Level.INFO);
        OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.http(503));
        OtelApplication unused = start(receiver, false, Map.of("routeflow.otlp.max-attempts", 1))) {
      OUTSIDE.warn("one");
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(
              () ->
                  log.lines()
                      .contains(
                          "Delivery of logs to otlp fails (status 503); the application is not"
                              + " affected"));
      receiver.otherwise(Reply.accept());
      OUTSIDE.warn("two");
      receiver.awaitLogsOf(OUTSIDE.getName(), 1);
      await()
          .atMost(OtlpReceiver.PATIENCE)
          .until(
              () ->
                  log.lines()
                      .contains(
                          "Delivery of logs to otlp works again: 1 log records were dropped"));
    }
  }

  @Test
  void aReceiverThatHangsHoldsNoLineUpAndWhatIsTooMuchIsCounted() {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.hang());
        LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtelApplication unused =
            start(
                receiver,
                false,
                Map.of(
                    "routeflow.otlp.timeout-ms", 60_000,
                    "routeflow.otlp.max-attempts", 1))) {
      OUTSIDE.warn("first");
      receiver.awaitRequests(1);
      int tooMany = 100;
      for (int i = 0; i < MAX_WAITING - 1 + tooMany; i++) {
        OUTSIDE.warn("line");
      }
      receiver.letGo();
      await().atMost(OtlpReceiver.PATIENCE).until(() -> log.lines().size() >= 2);
      assertThat(log.lines())
          .containsExactlyInAnyOrder(
              "Delivery of logs to otlp fails (connection lost); the application is not affected",
              tooMany
                  + " log records were dropped: 2048 are waiting for the OTLP receiver already");
      receiver.awaitLogsOf(OUTSIDE.getName(), MAX_WAITING - 1);
    }
  }

  @Test
  void whatTheReceiverHasNotGotAtTheStopIsCountedInALine() {
    try (OtlpReceiver receiver = OtlpReceiver.start().otherwise(Reply.hang());
        LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry")) {
      try (OtelApplication unused =
          start(
              receiver,
              false,
              Map.of(
                  "routeflow.otlp.signals", "logs",
                  "routeflow.otlp.timeout-ms", 60_000,
                  "routeflow.shutdown-timeout-ms", 500))) {
        OUTSIDE.warn("first");
        receiver.awaitRequests(1);
        for (int i = 0; i < MAX_WAITING + 6; i++) {
          OUTSIDE.warn("line");
        }
      }
      assertThat(log.lines())
          .filteredOn(line -> line.contains("log records were dropped"))
          .containsExactly(
              "7 log records were dropped: 2048 are waiting for the OTLP receiver already",
              "2048 log records were dropped: the application has stopped before the OTLP receiver"
                  + " had them");
    }
  }

  @Test
  void aBatchThatIsTooLargeIsHalved() {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.http(413))) {
      Map<String, Object> once =
          Map.of("routeflow.otlp.signals", "logs", "routeflow.otlp.flush-interval-ms", 600_000);
      try (OtelApplication application = start(receiver, false, once)) {
        application.get("/logging");
      }
      assertThat(receiver.requests()).hasSize(3);
      assertThat(receiver.logsOf(Shop.LOGGER))
          .extracting(line -> line.getBody().getStringValue())
          .containsExactly("stock of apples is low", "no delivery");
    }
  }

  @Test
  void whatPassesIsSentAgain() {
    try (OtlpReceiver receiver = OtlpReceiver.start().answer(Reply.http(503));
        OtelApplication unused = start(receiver, false, Map.of())) {
      OUTSIDE.warn("line");
      assertThat(receiver.awaitLogsOf(OUTSIDE.getName(), 1)).hasSize(1);
      assertThat(receiver.requests()).hasSize(2);
    }
  }

  @Test
  void theLastLinesAreSentWhenTheApplicationStopsAndNoneAfterwards() {
    List<Appender<ILoggingEvent>> before = appenders();
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication unused =
          start(
              receiver,
              false,
              Map.of(
                  "routeflow.otlp.flush-interval-ms", 3_600_000,
                  "routeflow.shutdown-timeout-ms", 20_000))) {
        OUTSIDE.warn("last");
      }
      OUTSIDE.warn("afterwards");
      assertThat(receiver.logsOf(OUTSIDE.getName()))
          .extracting(line -> line.getBody().getStringValue())
          .containsExactly("last");
      assertThat(appenders()).hasSameSizeAs(before);
    }
  }

  @Test
  void severalApplicationsInOneProcessSendEachToItsReceiver() {
    try (OtlpReceiver one = OtlpReceiver.start();
        OtlpReceiver two = OtlpReceiver.start();
        OtelApplication first = start(one, false, Map.of())) {
      try (OtelApplication second = start(two, false, Map.of())) {
        first.get("/logging");
        one.awaitLogsOf(Shop.LOGGER, 2);
        second.get("/logging");
        two.awaitLogsOf(Shop.LOGGER, 2);
      }
      OUTSIDE.warn("the first one still sends");
      one.awaitLogsOf(OUTSIDE.getName(), 1);
      assertThat(two.logsOf(OUTSIDE.getName())).isEmpty();
    }
  }

  @Test
  void itGoesOnWhereLogbackIsConfiguredAnew() throws JoranException {
    List<Appender<ILoggingEvent>> before = appenders();
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtelApplication unused = start(receiver, false, Map.of())) {
        LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        logback.reset();
        new ContextInitializer(logback).autoConfig();
        OUTSIDE.warn("line");
        receiver.awaitLogsOf(OUTSIDE.getName(), 1);
      }
      assertThat(appenders()).hasSameSizeAs(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "routeflow.otlp.signals, 'traces,metrics'",
    "routeflow.otlp.enabled, false",
    "routeflow.otlp.endpoint, ''",
    "routeflow.enabled, false"
  })
  void whereLogsAreOffNothingIsAttached(String key, String value) {
    List<Appender<ILoggingEvent>> before = appenders();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtelApplication application = start(receiver, false, Map.of(key, value))) {
      assertThat(appenders()).hasSameSizeAs(before);
      application.get("/logging");
      assertThat(receiver.accepted(ExportLogsServiceRequest.class)).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeUsedForTlsIsOneLineAndNothingIsAttached() {
    List<Appender<ILoggingEvent>> before = appenders();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        LogLines log = LogLines.of("io.routeflow.micronaut.opentelemetry");
        OtelApplication unused =
            start(
                receiver,
                false,
                Map.of(
                    "routeflow.otlp.signals", "logs",
                    "routeflow.otlp.certificate", "/nowhere/ca.pem"))) {
      assertThat(appenders()).hasSameSizeAs(before);
      assertThat(log.lines())
          .containsExactly(
              "The file /nowhere/ca.pem cannot be used for TLS; no logs are sent to otlp");
    }
  }

  @Test
  void withoutLogbackOneLineSaysWhatIsMissingAndAllElseIsSent() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      List<String> output =
          ShopProcess.run(
              Map.of(
                  "CLASSPATH", ShopProcess.classPathWithout("logback-"),
                  "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.httpUrl()),
              List.of("-Dslf4j.provider=" + PlainLoggers.class.getName()),
              "--routeflow.otlp.signals=traces,logs");
      assertThat(output)
          .contains("answered 200")
          .filteredOn(line -> line.startsWith("WARN No logs"))
          .containsExactly(
              "WARN No logs are sent by OTLP: only Logback is supported, and what is used here is "
                  + PlainLoggers.class.getName());
      assertThat(receiver.spans()).hasSize(1);
    }
  }

  private static List<Appender<ILoggingEvent>> appenders() {
    LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
    List<Appender<ILoggingEvent>> all = new ArrayList<>();
    logback.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(all::add);
    return all;
  }

  private static OtelApplication start(
      OtlpReceiver receiver, boolean grpc, Map<String, Object> properties) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("routeflow.otlp.signals", "traces,logs");
    all.putAll(properties);
    return grpc ? OtelApplication.startGrpc(receiver, all) : OtelApplication.start(receiver, all);
  }
}
