package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StatementSpansTest {

  private final StatementSpans spans = new StatementSpans(name -> DatabasePlace.UNKNOWN);

  @Test
  void whatSpansOfAStatementHaveAlikeIsMadeOnce() {
    StatementSpans.Shape shape = spans.shape(statement("SELECT ?", null, "h2", false));
    assertThat(spans.shape(statement("SELECT ?", null, "h2", false))).isSameAs(shape);
    assertThat(shape.attributes().get(AttributeKey.stringKey("db.query.text")))
        .isEqualTo("SELECT ?");
  }

  @Test
  void statementsThatDifferInAnythingShownDoNotShareIt() {
    List<StatementSpans.Shape> shapes =
        List.of(
            spans.shape(statement("SELECT ?", null, "h2", false)),
            spans.shape(statement("SELECT ? + ?", null, "h2", false)),
            spans.shape(statement("SELECT ?", "Orders.find", "h2", false)),
            spans.shape(statement("SELECT ?", null, "mysql", false)),
            spans.shape(statement("SELECT ?", null, "h2", true)));
    assertThat(shapes).doesNotHaveDuplicates();
  }

  @Test
  void ofManyStatementsOnlySoManyAreKeptAndAllAreRight() {
    StatementSpans.Shape first = spans.shape(statement("SELECT 0", null, "h2", false));
    for (int i = 1; i <= StatementSpans.MAX_STATEMENTS; i++) {
      String text = "SELECT " + i;
      assertThat(spans.shape(statement(text, null, "h2", false)).attributes().asMap())
          .containsValue(text);
    }
    assertThat(spans.shape(statement("SELECT 0", null, "h2", false)))
        .isEqualTo(first)
        .isNotSameAs(first);
  }

  private static SqlUsage.Statement statement(
      String text, @Nullable String repositoryMethod, String system, boolean nPlusOne) {
    return new SqlUsage.Statement(
        text,
        "SELECT",
        List.of("orders"),
        repositoryMethod,
        "default",
        system,
        1,
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
