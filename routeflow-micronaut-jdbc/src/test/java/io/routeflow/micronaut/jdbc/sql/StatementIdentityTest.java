package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement is known by all of its text, however little of it is shown. */
class StatementIdentityTest {

  /** Longer than what is shown, as Hibernate writes the columns of an entity. */
  private static final String COLUMNS =
      IntStream.range(0, 60)
          .mapToObj(i -> "e1_0.a_rather_long_name_of_a_column_" + i)
          .collect(Collectors.joining(", "));

  private static final String LEAD = "SELECT " + COLUMNS + " FROM customers e1_0 WHERE ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "e1_0.id = ? | e1_0.email = ?",
        "a = ? AND b = ? | a = ? OR b = ?",
        "a < ? | a <= ?",
        "a = ? | a = ? AND b IN (?)",
        "a IN (?) | a NOT IN (?)",
        "a IN (?, NULL) | a IN (?, b)",
        "a IN (b, c) | a IN (c, b)",
        "a IN ((?, b)) | a IN ((?, c))",
        "customer_identifier = ? | supplier_identifier = ?",
        "größe = ? | grüße = ?",
        "\"a b\" = ? | \"a c\" = ?",
        "a_1 = ? | a_2 = ?",
        "Name = ? | name = ?",
        "@@a = ? | @@b = ?",
        "f(a, b) = ? | f(a b) = ?",
        "a = ARRAY[?, b] | a = ARRAY[?, c]"
      })
  void whatDiffersBehindTheCutIsAnotherStatement(String one, String other) {
    NormalizedSql first = read(LEAD + one);
    NormalizedSql second = read(LEAD + other);

    assertThat(first.statement()).isEqualTo(second.statement()).endsWith("...");
    assertThat(first.isWhole()).isFalse();
    assertThat(first.isSameStatement(second)).isFalse();
    assertThat(first).isNotEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = 1 | a = 2",
        "a = 'x' AND b = 5 | a = 'y' AND b = ?",
        "a IN (1) | a IN (1, 2, 3)",
        "a IN (1, b, 2) | a IN (1, 2, b, 3, 4)",
        "a IN ((1, 2)) | a IN ((1, 2), (3, 4), (5, 6))",
        "a IN (lower('x')) | a IN (lower('y'), lower('z'))",
        "a IN (1, 2) AND b IN (3) | a IN (1) AND b IN (3, 4)",
        "a = ARRAY[1] | a = ARRAY[1, 2]",
        "a = ARRAY[[1, 2]] | a = ARRAY[[1], [3, 4]]",
        "a = /* b */ 1 | a = 1 -- c"
      })
  void whatDiffersInItsValuesBehindTheCutIsTheSameStatement(String one, String other) {
    assertThat(read(LEAD + one).isSameStatement(read(LEAD + other))).isTrue();
  }

  @Test
  void rowsBehindTheCutAreOne() {
    String lead = "INSERT INTO t (" + COLUMNS.replace("e1_0.", "") + ") VALUES ";

    assertThat(read(lead + "(1, (SELECT a FROM b WHERE c IN (1, 2)))"))
        .isEqualTo(read(lead + "(1, (SELECT a FROM b WHERE c IN (1))), (2, NULL), (f(1), 2)"))
        .isNotEqualTo(read(lead + "(1, (SELECT a FROM b WHERE c IN (d)))"));
  }

  /** Wherever the cut falls: before, in and behind a list. */
  @ParameterizedTest
  @ValueSource(strings = {"(1)", "((1, 2))", "(lower('a'))"})
  void aListIsCollapsedOnBothSidesOfTheCut(String list) {
    String longer = list.substring(0, list.length() - 1);
    String element = longer.substring(1);
    longer += (", " + element).repeat(400) + ")";
    for (int length = 1_900; length < 2_200; length++) {
      String lead = "SELECT " + "a".repeat(200) + (", " + "b".repeat(198)).repeat(8);
      lead += ", " + "c".repeat(length - lead.length());
      NormalizedSql one = read(lead + " FROM t WHERE a IN " + list + " AND b = 1");
      NormalizedSql many = read(lead + " FROM t WHERE a IN " + longer + " AND b = 1");

      assertThat(many).as("%d", length).isEqualTo(one);
      assertThat(many.isSameStatement(one)).isTrue();
    }
  }

  @Test
  void aStatementThatIsShownWholeIsKnownByWhatIsShown() {
    NormalizedSql normalized = read("SELECT a FROM t WHERE b = 1");

    assertThat(normalized.isWhole()).isTrue();
    assertThat(normalized)
        .isEqualTo(new NormalizedSql("SELECT a FROM t WHERE b = ?", "SELECT", List.of("t")));
  }

  @Test
  void theIdentityIsNotPrinted() {
    NormalizedSql normalized = read(LEAD + "a = 1");

    assertThat(normalized.toString()).doesNotContain(String.valueOf(normalized.identity()));
  }

  private static NormalizedSql read(String sql) {
    return SqlNormalizer.read(sql, SqlDialect.POSTGRESQL);
  }
}
