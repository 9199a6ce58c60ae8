package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.retry.annotation.Retryable;
import io.micronaut.scheduling.annotation.Async;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.event.EventType;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The event of a method is that of its transaction too, of each attempt, and not of its waiting.
 */
final class TransactionalJobTest {

  private static final String SPEC = "TransactionalJobTest";

  private DatabaseApplication app;
  private Nightly nightly;

  @BeforeEach
  void start() {
    app = DatabaseApplication.onH2(SPEC).run(Book.TABLE, Book.ROWS);
    nightly = app.context().getBean(Nightly.class);
  }

  @AfterEach
  void nothingWentWrongInside() {
    try (DatabaseApplication last = app) {
      assertThat(last.internalErrors()).isZero();
    }
  }

  @Test
  void aJobWhoseCommitFailsHasFailedWithTheStatementsOfTheCommit() {
    assertThatThrownBy(nightly::refused).isInstanceOf(Refused.class);

    JsonNode event = next("refused");
    assertThat(event.path("status").asText()).isEqualTo("failed");
    assertThat(event.at("/exception/name").asText()).isEqualTo(Refused.class.getName());
    assertThat(DatabaseApplication.onlyStatement(event).path("repository_method").asText())
        .isEqualTo("H2Books.count");
    assertThat(event.at("/attributes/routeflow.sql.rollbacks").asInt()).isEqualTo(1);
  }

  @Test
  void theCommitIsOfTheJob() {
    nightly.committed();

    JsonNode event = next("committed");
    assertThat(event.path("status").asText()).isEqualTo("success");
    assertThat(event.at("/attributes/routeflow.sql.commits").asInt()).isEqualTo(1);
  }

  @Test
  void eachAttemptIsAnEvent() {
    assertThat(nightly.again()).isEqualTo(2);

    assertThat(app.ingest.awaitEvents(2))
        .extracting(event -> event.path("name").asText() + " " + event.path("status").asText())
        .containsExactly("again failed", "again success");
  }

  @Test
  void whatAnotherThreadDoesIsTimedThere() {
    nightly.elsewhere();

    assertThat(DatabaseApplication.onlyStatement(next("elsewhere")).path("count").asInt())
        .isEqualTo(1);
  }

  private JsonNode next(String name) {
    return app.ingest.awaitEvent(event -> event.path("name").asText().equals(name));
  }

  /** What a job's last statements end in. */
  static final class Refused extends RuntimeException {}

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Nightly {

    private final Books books;
    private final TransactionOperations<Connection> transactions;
    private final AtomicInteger attempts = new AtomicInteger();

    Nightly(Books books, TransactionOperations<Connection> transactions) {
      this.books = books;
      this.transactions = transactions;
    }

    @Transactional
    @RouteflowCapture(type = EventType.JOB, name = "refused")
    void refused() {
      beforeCommit(new Refused());
    }

    @Transactional
    @RouteflowCapture(type = EventType.JOB, name = "committed")
    void committed() {
      beforeCommit(null);
    }

    @Retryable(attempts = "1", delay = "1ms")
    @Transactional
    @RouteflowCapture(type = EventType.JOB, name = "again")
    int again() {
      beforeCommit(attempts.incrementAndGet() == 1 ? new Refused() : null);
      return attempts.get();
    }

    @Async
    @Transactional
    @RouteflowCapture(type = EventType.JOB, name = "elsewhere")
    void elsewhere() {
      beforeCommit(null);
    }

    /** What an entity manager does when it flushes. */
    private void beforeCommit(@Nullable Refused refused) {
      transactions
          .findTransactionStatus()
          .orElseThrow()
          .registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                  long unused = books.count();
                  if (refused != null) {
                    throw refused;
                  }
                }
              });
    }
  }
}
