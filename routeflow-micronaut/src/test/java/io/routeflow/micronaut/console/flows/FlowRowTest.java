package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.SampleStatements;
import io.routeflow.micronaut.event.SqlUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the console shows of one request. */
final class FlowRowTest {

  private final RecentFlows flows =
      new RecentFlows(new ManualClock(), new InternalErrors(() -> (stage, error) -> {}));

  @Test
  void aStatementOverSeveralTablesCountsForEach() {
    SqlUsage.Statement join =
        new SqlUsage.Statement(
            "SELECT 1",
            "SELECT",
            List.of("a", "b"),
            null,
            "default",
            "h2",
            2,
            -1,
            -1,
            4_000_000,
            3_000_000,
            1,
            null,
            null,
            false,
            0);
    SqlSummary sql = summary(join, SampleFlow.statement("SELECT 2", "b", 1, 500_000));
    assertThat(sql.tables())
        .containsExactly(Map.entry("b", new Use(3, 4.5, 1)), Map.entry("a", new Use(2, 4, 1)));
    assertThat(sql.count()).isEqualTo(3);
    assertThat(sql.errors()).isEqualTo(1);
  }

  @Test
  void ofManyTablesTheSlowestAreShown() {
    SqlUsage.Statement[] statements = new SqlUsage.Statement[50];
    for (int i = 0; i < statements.length; i++) {
      statements[i] = SampleFlow.statement("SELECT " + i, "t" + i, 1, i * 1_000L);
    }
    assertThat(summary(statements).tables().keySet())
        .hasSize(Use.MAX_NAMES)
        .startsWith("t49", "t48")
        .endsWith("t30");
  }

  @Test
  void statementsThatDifferBehindWhatIsShownHaveIdsOfTheirOwnThatAreThoseOfTheReport() {
    SqlSummary sql =
        summary(SampleStatements.cut("SELECT a...", 1), SampleStatements.cut("SELECT a...", 2));
    assertThat(sql.statements())
        .hasSize(2)
        .containsOnlyKeys(
            flows.statements().statements().stream().map(SqlReport.Statement::id).toList());
  }

  @Test
  void theTimeLineIsInTheOrderOfTheStart() {
    SqlUsage.Statement statement = SampleFlow.statement("SELECT 1", "t", 2, 5);
    FlowDetail detail =
        detail(
            new SqlUsage(
                2,
                10,
                false,
                List.of(statement),
                List.of(
                    new SqlUsage.Execution(0, 9_000, 2_000, true),
                    new SqlUsage.Execution(0, 3_000, 8_000, false))));
    assertThat(detail.timeline())
        .containsExactly(
            new Timeline.Entry("sql", 0, 0.003, 0.008, false, null, null, null),
            new Timeline.Entry("sql", 0, 0.009, 0.002, true, null, null, null));
    assertThat(detail.timelineTruncated()).isFalse();
  }

  @Test
  void aTimeLineThatLacksSomethingSaysSo() {
    SqlUsage.Statement statement = SampleFlow.statement("SELECT 1", "t", 2, 5);
    List<SqlUsage.Execution> beyond =
        List.of(
            new SqlUsage.Execution(-1, 0, 1, false),
            new SqlUsage.Execution(1, 0, 1, false),
            new SqlUsage.Execution(0, 0, 1, false));
    FlowDetail detail = detail(new SqlUsage(3, 10, true, List.of(statement), beyond));
    assertThat(detail.timeline()).hasSize(1);
    assertThat(detail.timelineTruncated()).isTrue();
  }

  @Test
  void aTimeLineHasAnEnd() {
    SqlUsage.Statement statement = SampleFlow.statement("SELECT 1", "t", 2_000, 5);
    List<SqlUsage.Execution> executions = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      executions.add(new SqlUsage.Execution(0, i, 1, false));
    }
    FlowDetail detail = detail(new SqlUsage(2_000, 10, false, List.of(statement), executions));
    assertThat(detail.timeline()).hasSize(Timeline.MAX_ENTRIES);
    assertThat(detail.timelineTruncated()).isTrue();
  }

  @Test
  void attributesAreKeptAsTheyWereWhenTheRequestEnded() {
    StringBuilder text = new StringBuilder("then");
    AtomicInteger number = new AtomicInteger(1);
    flows.waiting(
        SampleFlow.number(1)
            .event(null, Map.of("text", text, "number", number, "nan", Double.NaN, "flag", true)),
        null);
    text.append(" and now");
    number.set(2);
    assertThat(detail().event().attributes())
        .isEqualTo(Map.of("text", "then", "number", new BigDecimal(1), "nan", "NaN", "flag", true));
  }

  @Test
  void anUnknownRequestIsNoRequest() {
    assertThat(flows.request(UUID.randomUUID())).isNull();
  }

  private SqlSummary summary(SqlUsage.Statement... statements) {
    flows.waiting(SampleFlow.number(1).sql(SampleFlow.usage(statements)).event(), null);
    return Objects.requireNonNull(flows.requests().get(0).sql());
  }

  private FlowDetail detail(SqlUsage usage) {
    flows.waiting(SampleFlow.number(1).sql(usage).event(), null);
    return detail();
  }

  private FlowDetail detail() {
    return Objects.requireNonNull(flows.request(SampleFlow.id(1)));
  }
}
