package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Async;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Works on other threads: for a request, and on its own. */
@Singleton
@Requires(property = "suite.books", value = "h2")
class BookWorker {
  final CountDownLatch jobs = new CountDownLatch(2);
  private final Books books;

  BookWorker(Books books) {
    this.books = books;
  }

  @Async
  CompletableFuture<Integer> count() {
    return CompletableFuture.completedFuture(books.findByAuthorId(1).size());
  }

  @Scheduled(fixedDelay = "${suite.job:1h}", initialDelay = "${suite.job:1h}")
  void job() {
    books.count();
    jobs.countDown();
  }
}
