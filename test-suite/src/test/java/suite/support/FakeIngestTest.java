package suite.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FakeIngestTest {
  @AutoClose private final FakeIngest ingest = FakeIngest.start();

  @Test
  void acceptsEverythingByDefaultAndKeepsIt() {
    assertThat(RawHttp.exchange(ingest.port(), SampleBatch.request(1, 2)).status()).isEqualTo(202);

    assertThat(ingest.awaitEvents(2)).hasSize(2);
    ReceivedBatch batch = ingest.awaitBatches(1).get(0);
    assertThat(batch.headers().first("authorization")).isEqualTo("Bearer rf_test_key");
    assertThat(batch.raw()).asString().isEqualTo(SampleBatch.json(1, 2));
    assertThat(batch.method() + " " + batch.path()).isEqualTo("POST /v1/events");
    assertThat(ingest.awaitEvent(e -> e.path("method").asText().equals("GET")).path("status_code"))
        .hasToString("200");
  }

  @Test
  void readsChunkedAndGzippedBodiesOnOneConnection() {
    try (RawHttp http = RawHttp.connect(ingest.port())) {
      assertThat(http.send(SampleBatch.chunked(1, 3)).read().status()).isEqualTo(202);
      assertThat(http.send(SampleBatch.gzipped(2, 4)).read().status()).isEqualTo(202);
    }
    assertThat(ingest.events()).hasSize(7);
    assertThat(ingest.batches().get(1).wireBytes())
        .isLessThan(ingest.batches().get(1).raw().length);
  }

  @Test
  void followsItsScriptThenItsDefault() {
    ingest.answer(Answer.retryAfter(429, "7"), Answer.status(503)).otherwise(Answer.status(400));
    try (RawHttp http = RawHttp.connect(ingest.port())) {
      RawResponse first = http.send(SampleBatch.request(1, 1)).read();
      assertThat(first.status()).isEqualTo(429);
      assertThat(first.headers().first("Retry-After")).isEqualTo("7");
      assertThat(http.send(SampleBatch.request(1, 1)).read().status()).isEqualTo(503);
      assertThat(http.send(SampleBatch.request(1, 1)).read().status()).isEqualTo(400);
    }
    assertThat(ingest.attempts()).hasSize(3);
    assertThat(ingest.attempts().get(1).answer())
        .isInstanceOfSatisfying(
            Answer.Full.class, full -> assertThat(full.status()).isEqualTo(503));
    assertThat(ingest.events()).isEmpty();
  }

  @Test
  void countsABatchThatCameTwiceOnce() {
    ingest.answer(Answer.halfResponse());
    assertThatThrownBy(() -> RawHttp.exchange(ingest.port(), SampleBatch.request(1, 2)))
        .hasRootCauseInstanceOf(EOFException.class);
    RawHttp.exchange(ingest.port(), SampleBatch.request(1, 2));
    RawHttp.exchange(ingest.port(), SampleBatch.request(1, 2));

    assertThat(ingest.attempts()).hasSize(3);
    assertThat(ingest.batches()).hasSize(1);
    assertThat(ingest.events()).hasSize(2);
  }

  @Test
  void cutsAnAnswerInItsHeadersOrItsBody() {
    ingest.answer(Answer.halfHeaders(), Answer.halfResponse());
    for (int batch = 1; batch <= 2; batch++) {
      String request = SampleBatch.request(batch, 1);
      assertThatThrownBy(() -> RawHttp.exchange(ingest.port(), request))
          .hasRootCauseInstanceOf(EOFException.class);
    }
    assertThat(ingest.awaitRequests(2)).hasSize(2);
    assertThat(ingest.events()).isEmpty();
  }

  @Test
  void resetsTheConnection() {
    ingest.answer(Answer.reset());
    assertThatThrownBy(() -> RawHttp.exchange(ingest.port(), SampleBatch.request(1, 1)))
        .hasRootCauseInstanceOf(SocketException.class)
        .hasRootCauseMessage("Connection reset");
  }

  @Test
  void hangsUntilItIsClosed() throws Exception {
    ingest.answer(Answer.hang());
    try (RawHttp http = RawHttp.connect(ingest.port())) {
      http.send(SampleBatch.request(1, 1));
      ingest.awaitRequests(1);
      CompletableFuture<Throwable> answer =
          CompletableFuture.supplyAsync(() -> catchThrowable(http::read));
      assertThatThrownBy(() -> answer.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      ingest.close();
      assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(UncheckedIOException.class);
      assertThat(ingest.events()).isEmpty();
    }
  }

  @Test
  void answersWithGarbageRedirectsAndHugeBodies() {
    ingest.answer(
        Answer.garbage200(), Answer.redirect("http://127.0.0.1:1/"), Answer.hugeBody(3_000_000));
    try (RawHttp http = RawHttp.connect(ingest.port())) {
      RawResponse garbage = http.send(SampleBatch.request(1, 1)).read();
      assertThat(garbage.status()).isEqualTo(200);
      assertThat(IngestContract.parse(garbage.body()).isMissingNode()).isTrue();
      RawResponse redirect = http.send(SampleBatch.request(2, 1)).read();
      assertThat(redirect.status()).isEqualTo(307);
      assertThat(redirect.headers().first("Location")).isEqualTo("http://127.0.0.1:1/");
      assertThat(http.send(SampleBatch.request(3, 1)).read().body()).hasSize(3_000_000);
    }
    assertThat(ingest.batches()).extracting(ReceivedBatch::batchId).contains(SampleBatch.id(3));
  }

  @Test
  void isSlowOnRequestAndEndsWithoutWaitingForIt() {
    ingest.answer(Answer.slow(Duration.ofMillis(20)), Answer.slow(Duration.ofDays(1)));
    assertThat(RawHttp.exchange(ingest.port(), SampleBatch.request(1, 1)).status()).isEqualTo(202);
    try (RawHttp http = RawHttp.connect(ingest.port())) {
      http.send(SampleBatch.request(2, 1));
      ingest.awaitRequests(2);
      assertThat(ingest.events()).hasSize(1);
      ingest.close();
      http.awaitEnd();
    }
    assertThat(ingest.events()).hasSize(1);
  }

  @Test
  void refusesConnectionsAndListensAgainOnTheSamePort() {
    int port = ingest.port();
    try (RawHttp open = RawHttp.connect(port)) {
      open.send(SampleBatch.request(1, 1)).read();
      ingest.refuse();
      open.awaitEnd();
    }
    assertThatThrownBy(() -> RawHttp.connect(port)).hasCauseInstanceOf(ConnectException.class);

    ingest.listenAgain();
    assertThat(ingest.port()).isEqualTo(port);
    assertThat(RawHttp.exchange(port, SampleBatch.request(2, 1)).status()).isEqualTo(202);
  }

  @Test
  void namesWhatDidNotArrive() {
    assertThatThrownBy(() -> ingest.awaitEvents(1, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no 1 events")
        .hasMessageContaining("0 requests");
  }

  @Test
  void failsTheTestWhenTheBodyBreaksTheSchema() {
    String body = SampleBatch.json(1, 1).replace("\"GET\"", "null");
    RawHttp.exchange(ingest.port(), SampleBatch.head(1, "Content-Length: " + body.length()) + body);
    assertThatThrownBy(ingest::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("/events/0/method");
    ingest.forgive();
  }

  @Test
  void failsTheTestWhenTheBodyIsNoJsonOrTheRequestIsNoHttp() {
    RawHttp.exchange(ingest.port(), SampleBatch.head(1, "Content-Length: 3") + "abc");
    try (RawHttp http = RawHttp.connect(ingest.port())) {
      http.send("nonsense\r\n\r\n").awaitEnd();
    }
    assertThat(ingest.violations())
        .contains("the body is not JSON")
        .anyMatch(violation -> violation.startsWith("a request that is no HTTP"));
    ingest.forgive();
  }

  @Test
  void failsTheTestWhenHeadersAreMissing() {
    String body = SampleBatch.json(1, 1);
    RawHttp.exchange(ingest.port(), RawHttp.post("/v1/events", "text/plain", body));
    assertThat(ingest.violations())
        .anyMatch(violation -> violation.startsWith("Authorization is []"))
        .anyMatch(violation -> violation.startsWith("Content-Type is [text/plain]"))
        .anyMatch(violation -> violation.startsWith("User-Agent is []"))
        .contains("Idempotency-Key is not the batch_id");
    ingest.forgive();
  }

  @Test
  void failsTheTestWhenABatchComesAgainWithOtherEvents() {
    for (int events = 1; events <= 2; events++) {
      RawHttp.exchange(ingest.port(), SampleBatch.request(1, events));
    }
    assertThat(ingest.violations())
        .isEqualTo(List.of("batch " + SampleBatch.id(1) + " came again with other events"));
    ingest.forgive();
  }

  @Test
  void remembersViolationsOfWhatItForgot() {
    RawHttp.exchange(ingest.port(), SampleBatch.head(1, "Content-Length: 3") + "abc");
    ingest.forget();
    assertThat(ingest.attempts()).isEmpty();
    assertThat(ingest.violations()).contains("the body is not JSON");
    ingest.forgive();
  }

  @Test
  void answersWithTheHeadersOfTheScript() {
    ingest.answer(Answer.status(204, Map.of("X-Extra", "1")));
    RawResponse answer = RawHttp.exchange(ingest.port(), SampleBatch.request(1, 1));
    assertThat(answer.headers().first("X-Extra")).isEqualTo("1");
    assertThat(answer.headers().contains("Content-Length")).isFalse();
  }
}
