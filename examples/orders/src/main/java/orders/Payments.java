package orders;

import jakarta.inject.Singleton;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes its time, as payment services do, and keeps no thread waiting. */
@Singleton
final class Payments {

  private static final Duration ANSWER_TIME = Duration.ofMillis(60);

  /** The id of the order, once it is charged. */
  Mono<Long> charge(long orderId) {
    return Mono.just(orderId).delayElement(ANSWER_TIME, Schedulers.boundedElastic());
  }
}
