package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NPlusOneLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.routeflow.micronaut.jdbc");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final NPlusOneLog log = new NPlusOneLog();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  @Test
  void aRouteIsLoggedOnceByItsWorstQuery() {
    SqlUsage usage = usage(statement("SELECT a", 6, true), statement("SELECT b", 9, true));
    log.log("GET /a", usage);
    log.log("GET /a", usage);
    log.log("GET /b", usage);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).contains("9 times", "Books.find", "SELECT b", "@Join"));
  }

  @Test
  void theAdviceSuitsTheStatement() {
    for (String operation : List.of("SELECT", "WITH", "CALL")) {
      log.log(operation, usage(statement("x", operation, 6, true)));
      assertThat(lastLine()).as(operation).contains("@Join").doesNotContain("saveAll");
    }
    for (String operation :
        List.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "UPSERT", "BEGIN", "IF")) {
      log.log(operation, usage(statement("x", operation, 6, true)));
      assertThat(lastLine())
          .as(operation)
          .contains("saveAll", "updateAll", "executeBatch")
          .doesNotContain("@Join");
    }
  }

  @Test
  void afterManyRoutesItFallsSilent() {
    SqlUsage usage = usage(statement("SELECT a", 6, true));
    for (int i = 0; i < NPlusOneLog.MAX_ROUTES + 10; i++) {
      log.log("GET /" + i, usage);
    }

    assertThat(lines.list).hasSize(NPlusOneLog.MAX_ROUTES);
  }

  private static SqlUsage usage(SqlUsage.Statement... statements) {
    return new SqlUsage(statements.length, 1, false, List.of(statements));
  }

  private String lastLine() {
    return lines.list.get(lines.list.size() - 1).getFormattedMessage();
  }

  private static SqlUsage.Statement statement(String text, long count, boolean nPlusOne) {
    return statement(text, "SELECT", count, nPlusOne);
  }

  private static SqlUsage.Statement statement(
      String text, String operation, long count, boolean nPlusOne) {
    return new SqlUsage.Statement(
        text,
        operation,
        List.of(),
        "Books.find",
        "default",
        "h2",
        count,
        -1,
        -1,
        1,
        1,
        0,
        null,
        null,
        nPlusOne,
        0);
  }
}
