package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizationTableTest {
  private static final int LEAST_CASES = 300;

  static List<CaseTable.Case> cases() {
    return CaseTable.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void eachCaseOfTheTablesHolds(CaseTable.Case row) {
    assertThat(SqlNormalizer.read(row.sql(), row.dialect())).isEqualTo(row.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void whatIsNormalizedOnceStaysAsItIs(CaseTable.Case row) {
    NormalizedSql once = SqlNormalizer.read(row.sql(), row.dialect());

    NormalizedSql twice = SqlNormalizer.read(once.statement(), row.dialect());

    assertThat(twice.statement()).isIn(once.statement(), once.operation());
  }

  @Test
  void theTablesAreAsLongAsPromised() {
    Set<String> distinct = new HashSet<>();
    cases().forEach(row -> distinct.add(row.where()));

    assertThat(distinct).hasSizeGreaterThanOrEqualTo(LEAST_CASES);
  }
}
