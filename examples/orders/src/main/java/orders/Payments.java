package orders;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Has orders paid by card, and keeps no thread waiting. */
@Singleton
final class Payments {

  private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

  private final CardClient cards;

  Payments(CardClient cards) {
    this.cards = cards;
  }

  /** The id of the order, once it is charged; without bonus points it is paid all the same. */
  Mono<Long> charge(long orderId) {
    return cards
        .charge(orderId)
        .flatMap(charged -> cards.addPoints(orderId).onErrorResume(e -> withoutPoints(orderId, e)))
        .thenReturn(orderId)
        // what follows is a database, which would block the client's event loop
        .publishOn(Schedulers.boundedElastic());
  }

  private static <T> Mono<T> withoutPoints(long orderId, Throwable error) {
    LOG.info("Order {} gets no bonus points: {}", orderId, error.getMessage());
    return Mono.empty();
  }
}
