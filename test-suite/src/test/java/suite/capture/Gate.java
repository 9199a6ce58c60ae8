package suite.capture;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import suite.support.Latches;

/** Holds answers back until the test opens it; also tells when a request has come so far. */
@Requires(property = "spec.name", value = Capturing.SPEC)
@Singleton
class Gate {

  private volatile CountDownLatch opening = new CountDownLatch(1);
  private volatile CountDownLatch entry = new CountDownLatch(1);

  /** For the requests to come; those that wait already are not concerned any more. */
  void close() {
    opening = new CountDownLatch(1);
    entry = new CountDownLatch(1);
  }

  void open() {
    opening.countDown();
  }

  void entered() {
    entry.countDown();
  }

  void awaitEntry() {
    Latches.await(entry);
  }

  /** Completes with text when the gate opens. */
  Mono<String> opened() {
    CountDownLatch mine = opening;
    return Mono.fromCallable(
            () -> {
              Latches.await(mine);
              return "second";
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** A stream that ends when the gate opens. */
  InputStream stream() {
    CountDownLatch mine = opening;
    return new InputStream() {
      @Override
      public int read() {
        Latches.await(mine);
        return -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return read();
      }
    };
  }
}
