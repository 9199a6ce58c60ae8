package io.routeflow.micronaut.jdbc.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizationWorkTest {
  /** How often a character may be looked at: to skip, to read, to look ahead, to copy. */
  private static final int LOOKS_PER_CHARACTER = 8;

  private static final int REPETITIONS = 20_000;
  private static final int MANY_VALUES = 50_000;
  private static final int MEGABYTE = 1_024 * 1_024;

  /** Pieces that, repeated, tempt a scanner to go back or to search to the end again and again. */
  static List<String> pieces() {
    return List.of(
        "a",
        "a ",
        "1 ",
        "1.",
        ".1",
        "1e",
        "e+",
        "'",
        "''",
        "'a' ",
        "\"",
        "\"a\" ",
        "`",
        "[",
        "]",
        "[a] ",
        "(",
        ")",
        "()",
        "((a),",
        "IN (1,",
        "IN (1) ",
        "VALUES (1),",
        "ARRAY[1,",
        "$",
        "$ ",
        "$a",
        "$$",
        "$a$ ",
        "$aaaaaaaaaaaaaaaa",
        "q'[",
        "q'a",
        "E'\\",
        "\\",
        "U&'",
        "N'",
        "_a'",
        "--",
        "-- ",
        "--\n",
        "-",
        "- ",
        "+1",
        "/*",
        "/* */",
        "*/",
        "/",
        "//",
        "#",
        "#\n",
        "@",
        "@@",
        "@a",
        ":",
        "::",
        ":a",
        "?",
        "?a",
        ";",
        "; SELECT 1",
        "WITH a AS (",
        "a.",
        "FROM a, ",
        "JOIN b ",
        "é",
        " ",
        "\0",
        "😀",
        "{",
        "=",
        "EXEC a ",
        "IDENTIFIED BY ");
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void workGrowsNoFasterThanTheText(String piece) {
    for (SqlDialect dialect : SqlDialect.values()) {
      for (String verb : List.of("SELECT ", "INSERT INTO t VALUES (1), ", "")) {
        CountedText text = new CountedText(verb + piece.repeat(REPETITIONS));

        SqlNormalizer.read(text, dialect);

        assertThat(text.looks())
            .as("%s %s", dialect, verb)
            .isLessThanOrEqualTo((long) LOOKS_PER_CHARACTER * text.length());
      }
    }
  }

  @Test
  void fiftyThousandValuesFoldToOne() {
    String values =
        IntStream.range(0, MANY_VALUES)
            .mapToObj(i -> "'value-" + i + "-with-some-length'")
            .collect(Collectors.joining(", "));
    CountedText sql = new CountedText("SELECT * FROM t WHERE a IN (" + values + ") AND b = 5");

    NormalizedSql normalized = SqlNormalizer.read(sql, SqlDialect.POSTGRESQL);

    assertThat(sql.length()).isGreaterThan(MEGABYTE);
    assertThat(normalized.statement()).isEqualTo("SELECT * FROM t WHERE a IN (?) AND b = ?");
    assertThat(sql.looks()).isLessThanOrEqualTo((long) LOOKS_PER_CHARACTER * sql.length());
  }

  @Test
  void fiftyThousandRowsFoldToOne() {
    String rows =
        IntStream.range(0, MANY_VALUES)
            .mapToObj(i -> "(" + i + ", 'name " + i + "', NULL)")
            .collect(Collectors.joining(", "));

    NormalizedSql normalized =
        SqlNormalizer.read(
            "INSERT INTO t (a, b, c) VALUES " + rows + " RETURNING a", SqlDialect.H2);

    assertThat(normalized.statement())
        .isEqualTo("INSERT INTO t (a, b, c) VALUES (?, ?, NULL) RETURNING a");
  }

  @Test
  void oneHugeLiteralIsOneValue() {
    String sql = "INSERT INTO t (a) VALUES ('" + "x''y".repeat(MEGABYTE / 4) + "')";

    assertThat(SqlNormalizer.read(sql, SqlDialect.UNKNOWN).statement())
        .isEqualTo("INSERT INTO t (a) VALUES (?)");
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void theStatementIsNeverLongerThanPromised(String piece) {
    for (SqlDialect dialect : SqlDialect.values()) {
      NormalizedSql normalized = SqlNormalizer.read("SELECT " + piece.repeat(REPETITIONS), dialect);

      assertThat(normalized.statement().getBytes(UTF_8).length)
          .isLessThanOrEqualTo(SqlNormalizer.MAX_STATEMENT_BYTES);
      assertThat(normalized.tables()).hasSizeLessThanOrEqualTo(SqlNormalizer.MAX_TABLES);
    }
  }

  @Test
  void aLongStatementIsCutWithinItsBytesAndSaysSo() {
    String ascii =
        SqlNormalizer.read("SELECT " + "abcdefghi, ".repeat(500), SqlDialect.H2).statement();
    String wide =
        SqlNormalizer.read("SELECT " + "größenmaß, ".repeat(500), SqlDialect.H2).statement();

    assertThat(ascii).endsWith("...").hasSize(SqlNormalizer.MAX_STATEMENT_BYTES);
    assertThat(wide).endsWith("...");
    assertThat(wide.getBytes(UTF_8).length)
        .isBetween(SqlNormalizer.MAX_STATEMENT_BYTES - 2, SqlNormalizer.MAX_STATEMENT_BYTES);
  }

  /** A half of one would make the event one that strict readers of JSON refuse. */
  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void namesWithEmojiAreCutBetweenCharacters(SqlDialect dialect) {
    String quote = dialect == SqlDialect.MYSQL || dialect == SqlDialect.UNKNOWN ? "`" : "\"";
    String names = (", a AS " + quote + "😀é".repeat(5) + quote).repeat(200);
    for (int shift = 1; shift <= 24; shift++) {
      String sql = "SELECT " + "a".repeat(shift) + names + " FROM t";
      String cut = SqlNormalizer.read(sql, dialect).statement();

      assertThat(cut).endsWith("...").contains("😀é");
      assertThat(UTF_8.newEncoder().canEncode(cut)).as("whole characters in %s", cut).isTrue();
      assertThat(cut.getBytes(UTF_8).length)
          .isBetween(SqlNormalizer.MAX_STATEMENT_BYTES - 3, SqlNormalizer.MAX_STATEMENT_BYTES);
    }
  }

  @Test
  void halfACharacterIsInNoName() {
    assertThat(SqlNormalizer.read("SELECT \"a\uD83D\" FROM \"b\uDE00\"", SqlDialect.H2))
        .isEqualTo(hiddenNames("SELECT ? FROM ?"));
  }

  @Test
  void aStatementOfExactlyTheLimitIsWhole() {
    String sql = "SELECT " + "a".repeat(200) + (", " + "b".repeat(198)).repeat(9);
    String padded = sql + ", " + "c".repeat(SqlNormalizer.MAX_STATEMENT_BYTES - sql.length() - 2);

    assertThat(SqlNormalizer.read(padded, SqlDialect.H2).statement()).isEqualTo(padded);
    assertThat(SqlNormalizer.read(padded + "c", SqlDialect.H2).statement()).endsWith("...");
  }

  @Test
  void aListNearTheLimitStillFolds() {
    String lead = "SELECT " + "abcdefghi, ".repeat(185) + "a FROM t WHERE a ";
    String one = SqlNormalizer.read(lead + "IN (1)", SqlDialect.H2).statement();
    String many =
        SqlNormalizer.read(lead + "IN (1" + ", 2".repeat(MANY_VALUES) + ")", SqlDialect.H2)
            .statement();

    assertThat(many).isEqualTo(one);
  }

  @Test
  void moreTablesThanPromisedAreLeftOut() {
    String tables = IntStream.range(0, 100).mapToObj(i -> "t" + i).collect(Collectors.joining(","));

    assertThat(SqlNormalizer.read("SELECT * FROM " + tables, SqlDialect.H2).tables())
        .hasSize(SqlNormalizer.MAX_TABLES)
        .startsWith("t0", "t1");
  }

  @Test
  void namesThatAreTooLongForAnyDatabaseAreHidden() {
    String name = "x".repeat(300);

    assertThat(SqlNormalizer.read("SELECT " + name + " FROM \"" + name + "\"", SqlDialect.H2))
        .isEqualTo(hiddenNames("SELECT ? FROM ?"));
  }

  private static NormalizedSql hiddenNames(String statement) {
    return new NormalizedSql(statement, "SELECT", List.of(), statement.hashCode(), true);
  }
}
