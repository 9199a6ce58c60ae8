package io.routeflow.micronaut.export.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Internal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.spi.ExportResult;
import io.routeflow.micronaut.spi.SentBatchIds;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Makes single attempts over HTTP: whatever comes back, or does not, is one outcome. The client and
 * its network are made with the first one, since that takes longer than all else, and nothing but
 * the attempt itself needs to wait for it. Thread-safe; what is made twice at once is the same.
 *
 * @param <C> the declarative client
 */
@Internal
public final class HttpAttempts<C> {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private static final ExportResult NO_ANSWER = ExportResult.retry("no answer");

  /**
   * Micronaut's client is made with a mapper, although what is delivered here is JSON already. One
   * of the module's own would become the application's.
   */
  private static final ExportResult NO_JSON_LIBRARY =
      ExportResult.retry(
          "no JSON library: add micronaut-serde-jackson or micronaut-jackson-databind");

  private final BeanProvider<DeliveryConnections> connections;
  private final BeanProvider<C> client;
  private final SentBatchIds sentBatchIds;
  private final StatusRules rules;
  private final Duration timeout;
  private volatile @Nullable Network<C> network;

  /**
   * Nothing is made yet.
   *
   * @param connections on which they are made
   * @param client sends them
   * @param sentBatchIds remembers the keys, by which the application knows its own traffic
   * @param rules what an answer means
   * @param timeout the longest time of an attempt
   */
  public HttpAttempts(
      BeanProvider<DeliveryConnections> connections,
      BeanProvider<C> client,
      SentBatchIds sentBatchIds,
      StatusRules rules,
      Duration timeout) {
    this.connections = connections;
    this.client = client;
    this.sentBatchIds = sentBatchIds;
    this.rules = rules;
    this.timeout = timeout;
  }

  /** What attempts are made with. */
  private record Network<C>(DeliveryConnections connections, C client) {}

  /** {@code null} where the framework makes no client. */
  private @Nullable Network<C> network() {
    Network<C> known = network;
    if (known == null) {
      DeliveryConnections own = connections.get();
      if (!own.canHaveClients()) {
        return null;
      }
      own.limit(timeout);
      known = new Network<>(own, client.get());
      network = known;
    }
    return known;
  }

  /**
   * Makes one attempt. The first one waits until the client is made.
   *
   * @param key the idempotency key that the request carries
   * @param request sends it
   * @return the outcome; cancelling it gives the attempt up
   */
  public CompletionStage<ExportResult> send(
      String key, Function<C, Publisher<HttpResponse<?>>> request) {
    Network<C> ready = network();
    if (ready == null) {
      return CompletableFuture.completedFuture(NO_JSON_LIBRARY);
    }
    sentBatchIds.sending(key);
    DeliveryConnections.Attempt attempt = ready.connections().begin(key, rules);
    CompletableFuture<ExportResult> outcome =
        Mono.defer(() -> Mono.from(request.apply(ready.client())))
            .map(this::result)
            .switchIfEmpty(Mono.fromSupplier(() -> answerOr(attempt, NO_ANSWER)))
            .onErrorResume(error -> Mono.just(failure(attempt, error)))
            .toFuture();
    // also where the attempt is given up, which cancels this very future
    CompletableFuture<?> unused = outcome.whenComplete((result, error) -> attempt.end());
    return outcome;
  }

  private ExportResult result(HttpResponse<?> response) {
    return rules.result(
        response.code(),
        response.getHeaders().get(HttpHeaders.RETRY_AFTER),
        response.getHeaders().get(HttpHeaders.DATE),
        Instant.now());
  }

  /**
   * An error status is an exception here. Else there is no answer, or none that can be read: the
   * network's doing, and no defect of the module.
   */
  private static ExportResult failure(DeliveryConnections.Attempt attempt, Throwable error) {
    LOG.debug("No answer to a delivery that can be read", error);
    return answerOr(attempt, ExportResult.retry(NetworkFailure.describe(error)));
  }

  private static ExportResult answerOr(DeliveryConnections.Attempt attempt, ExportResult failure) {
    ExportResult answer = attempt.answer();
    return answer != null ? answer : failure;
  }
}
