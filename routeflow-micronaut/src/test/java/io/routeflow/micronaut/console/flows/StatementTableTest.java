package io.routeflow.micronaut.console.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SampleStatements;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StatementTableTest {

  private static final long SEED = 9_12;
  private static final RouteKey ROUTE = new RouteKey("GET", "/orders/{id}");

  private final StatementTable table = new StatementTable();

  @Test
  void figuresAreThoseOfTheSingleExecutions() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      List<SqlUsage.Execution> executions = new ArrayList<>();
      for (int k = random.nextInt(1, 12); k > 0; k--) {
        long nanos = random.nextLong(1L << random.nextInt(10, 32));
        all.add(nanos);
        executions.add(new SqlUsage.Execution(0, 0, nanos, false));
      }
      table.add(ran(i, executions, executions.size()), ROUTE);
    }
    Collections.sort(all);
    long sum = all.stream().mapToLong(Long::longValue).sum();
    double p95 = JsonFormat.millis(all.get((int) Math.ceil(0.95 * all.size()) - 1));
    SqlReport.Statement figures = only();
    assertThat(figures.count()).isEqualTo(all.size());
    assertThat(figures.totalMs()).isEqualTo(JsonFormat.millis(sum));
    assertThat(figures.maxMs()).isEqualTo(JsonFormat.millis(all.get(all.size() - 1)));
    assertThat(figures.p95Ms()).as("seed %s", SEED).isCloseTo(p95, within(p95 / 100));
    assertThat(figures.routes())
        .containsExactly(
            new SqlReport.Route("GET", "/orders/{id}", all.size(), JsonFormat.millis(sum)));
  }

  @Test
  void withoutSingleExecutionsTheMeanStandsForEach() {
    table.add(request(1, SampleFlow.statement("SELECT 1", "t", 96, 1_000_000)), ROUTE);
    table.add(request(2, SampleFlow.statement("SELECT 1", "t", 4, 9_000_000)), ROUTE);
    assertThat(only().p95Ms()).isCloseTo(1, within(0.01));
    table.add(request(3, SampleFlow.statement("SELECT 1", "t", 20, 9_000_000)), ROUTE);
    assertThat(only().p95Ms()).isCloseTo(9, within(0.09));
  }

  @Test
  void theMeanOfTheRestStandsForExecutionsThatWereNotKept() {
    List<SqlUsage.Execution> kept = List.of(new SqlUsage.Execution(0, 0, 1_000_000, false));
    SqlUsage.Statement group =
        new SqlUsage.Statement(
            "SELECT 1",
            "SELECT",
            List.of("t"),
            null,
            "default",
            "h2",
            3,
            -1,
            -1,
            15_000_000,
            9_000_000,
            0,
            null,
            null,
            false,
            0);
    SqlUsage usage = new SqlUsage(3, 15_000_000, false, List.of(group), kept);
    table.add(SampleFlow.number(1).sql(usage).event(), ROUTE);
    assertThat(only().p95Ms()).as("(15 - 1) / 2").isCloseTo(7, within(0.07));
    assertThat(only().maxMs()).isEqualTo(9);
  }

  @Test
  void executionsThatPointNowhereAreNobodys() {
    List<SqlUsage.Execution> executions =
        List.of(
            new SqlUsage.Execution(-1, 0, 70_000_000, false),
            new SqlUsage.Execution(1, 0, 70_000_000, false),
            new SqlUsage.Execution(0, 0, 1_000_000, false));
    SqlUsage.Statement group = SampleFlow.statement("SELECT 1", "t", 1, 1_000_000);
    SqlUsage usage = new SqlUsage(3, 141_000_000, true, List.of(group), executions);
    table.add(SampleFlow.number(1).sql(usage).event(), ROUTE);
    assertThat(only().p95Ms()).isCloseTo(1, within(0.01));
    assertThat(table.others()).as("executions without a statement").isEqualTo(2);
  }

  @Test
  void oneStatementFromSeveralPlacesIsOneButPerDataSource() {
    SqlUsage.Statement here = SampleFlow.statement("SELECT 1", "t", 2, 10);
    SqlUsage.Statement there = from("elsewhere", "Repository.find");
    table.add(request(1, here, from("default", "Other.find"), there), ROUTE);
    List<SqlReport.Statement> statements = table.report();
    assertThat(statements).extracting(SqlReport.Statement::count).containsExactly(3L, 1L);
    assertThat(statements.get(0).repositoryMethods())
        .containsExactly("OrderRepository.findById", "Other.find");
    assertThat(statements.get(1).datasource()).isEqualTo("elsewhere");
  }

  @Test
  void statementsThatDifferBehindWhatIsShownAreTwoOfOneTextEach() {
    table.add(
        request(1, SampleStatements.cut("SELECT a...", 1), SampleStatements.cut("SELECT a...", 2)),
        ROUTE);
    table.add(request(2, SampleStatements.cut("SELECT a...", 2)), ROUTE);
    assertThat(table.report())
        .extracting(SqlReport.Statement::statement, SqlReport.Statement::count)
        .containsExactly(tuple("SELECT a...", 1L), tuple("SELECT a...", 2L));
    assertThat(table.report()).extracting(SqlReport.Statement::id).doesNotHaveDuplicates();
  }

  @Test
  void aRequestWhereItIsFlaggedTwiceCountsOnce() {
    SqlUsage.Statement flagged = RouteTableTest.flagged();
    table.add(request(1, flagged, flagged), ROUTE);
    table.add(request(2, flagged), ROUTE);
    assertThat(only().nPlusOne()).isEqualTo(2);
  }

  @Test
  void ofTenThousandStatementsTheFirstHaveFiguresAndTheOthersACount() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      String text = "SELECT " + i + " FROM t" + random.nextInt();
      table.add(request(i, SampleFlow.statement(text, "t", 2, 10)), ROUTE);
    }
    assertThat(table.report()).hasSize(StatementTable.MAX_STATEMENTS);
    assertThat(table.report().get(0).statement()).startsWith("SELECT 0 FROM");
    assertThat(table.others()).isEqualTo(2 * (10_000 - StatementTable.MAX_STATEMENTS));
  }

  @Test
  void textsWithoutEndFindNoRoom() {
    String text = "x".repeat(250_000);
    for (int i = 0; i < 50; i++) {
      table.add(request(i, SampleFlow.statement(text + i, "t", 2, 10)), ROUTE);
    }
    assertThat(table.report()).hasSize(8);
    assertThat(table.others()).isEqualTo(2 * 42);
  }

  @Test
  void namesOfMethodsWithoutEndFindNoRoom() {
    String name = "x".repeat(250_000);
    for (int i = 0; i < 50; i++) {
      SqlUsage.Statement plain = SampleFlow.statement("SELECT " + i / 5, "t", 1, 10);
      SqlUsage.Statement named =
          new SqlUsage.Statement(
              plain.statement(),
              "SELECT",
              List.of("t"),
              name + i,
              "default",
              "h2",
              1,
              -1,
              -1,
              10,
              10,
              0,
              null,
              null,
              false,
              0);
      table.add(request(i, plain, named), ROUTE);
    }
    assertThat(table.report()).hasSize(10);
    assertThat(
            table.report().stream()
                .flatMap(statement -> statement.repositoryMethods().stream())
                .filter(method -> method.startsWith(name)))
        .hasSize(8);
  }

  @Test
  void aStatementNamesABoundedNumberOfMethodsAndRoutes() {
    for (int i = 0; i < 1_000; i++) {
      RouteKey route = i == 999 ? null : new RouteKey("GET", "/" + i);
      table.add(request(i, from("default", "Repository.find" + i)), route);
    }
    assertThat(only().count()).isEqualTo(1_000);
    assertThat(only().repositoryMethods()).hasSize(StatementFigures.MAX_REPOSITORY_METHODS);
    assertThat(only().routes()).hasSize(StatementFigures.MAX_ROUTES);
    table.add(request(1, from("default", "Repository.find0")), new RouteKey("GET", "/0"));
    assertThat(only().routes().get(0).count()).isEqualTo(2);
  }

  private SqlReport.Statement only() {
    assertThat(table.report()).hasSize(1);
    return table.report().get(0);
  }

  private static RequestEvent request(int number, SqlUsage.Statement... statements) {
    return SampleFlow.number(number).sql(SampleFlow.usage(statements)).event();
  }

  private static RequestEvent ran(int number, List<SqlUsage.Execution> executions, long count) {
    long nanos = executions.stream().mapToLong(SqlUsage.Execution::nanos).sum();
    long max = executions.stream().mapToLong(SqlUsage.Execution::nanos).max().orElse(0);
    SqlUsage.Statement group =
        new SqlUsage.Statement(
            "SELECT 1",
            "SELECT",
            List.of("t"),
            null,
            "default",
            "h2",
            count,
            -1,
            -1,
            nanos,
            max,
            0,
            null,
            null,
            false,
            0);
    return SampleFlow.number(number)
        .sql(new SqlUsage(count, nanos, false, List.of(group), executions))
        .event();
  }

  private static SqlUsage.Statement from(String datasource, String repositoryMethod) {
    return new SqlUsage.Statement(
        "SELECT 1",
        "SELECT",
        List.of("t"),
        repositoryMethod,
        datasource,
        "h2",
        1,
        -1,
        -1,
        10,
        10,
        0,
        null,
        null,
        false,
        0);
  }
}
