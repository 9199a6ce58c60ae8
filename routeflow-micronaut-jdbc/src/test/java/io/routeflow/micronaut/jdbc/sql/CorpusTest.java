package io.routeflow.micronaut.jdbc.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * No statement that has its text and tables loses them, against a baseline of an earlier run.
 *
 * <p>The own corpus is every statement of the grammars that is about something else than rows;
 * those about rows are made by {@link GrammarTest}, which knows their tables. {@code
 * -Dsuite.sql.corpus.write=true} writes its baseline anew.
 *
 * <p>Another corpus, such as the test cases of a parser or a database, is a folder with one for
 * each dialect ({@code postgresql}, {@code sql_server}, …), which has files {@code *.sql}: {@code
 * -Dsuite.sql.corpus=folder}, with {@code suite.sql.corpus.write} on the version to compare with.
 * Statements in them end with a semicolon or {@code GO} at the end of a line.
 */
class CorpusTest {
  private static final @Nullable String FOLDER = System.getProperty("suite.sql.corpus");
  private static final boolean WRITE = Boolean.getBoolean("suite.sql.corpus.write");
  private static final String BASELINE = "corpus-baseline.txt";
  private static final Path OWN =
      Path.of("src/test/resources/io/routeflow/micronaut/jdbc/sql", BASELINE);
  private static final String END = ";[ \\t]*\\R|\\R(?i:GO)[ \\t]*\\R";

  /** A statement of a corpus; a line of a baseline is what was made of it. */
  private record Entry(String where, SqlDialect dialect, String sql) {

    /** Its name, whether it has a text, and its tables. */
    String line() {
      NormalizedSql normalized = SqlNormalizer.read(sql, dialect);
      boolean text = !normalized.statement().equals(normalized.operation());
      return where
          + "\t"
          + (text ? "text" : "verb")
          + "\t"
          + String.join(", ", normalized.tables()).replaceAll("\\R", "⏎");
    }
  }

  @Test
  void ofTheOwnCorpus() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (DialectGrammar grammar : DialectGrammar.ALL) {
      for (String template : grammar.statements()) {
        String sql =
            new GrammarStatements.Shape(template.replace("‹t›", "orders"), List.of(), true)
                .write(1);
        entries.add(new Entry(grammar.dialect() + " " + template, grammar.dialect(), sql));
      }
    }
    assertThat(entries).hasSizeGreaterThan(100);
    hold(OWN, entries);
  }

  @Test
  void ofAnotherCorpus() throws IOException {
    assumeThat(FOLDER).as("-Dsuite.sql.corpus").isNotNull();
    Path folder = Path.of(String.valueOf(FOLDER));
    List<Entry> entries = new ArrayList<>();
    for (SqlDialect dialect : SqlDialect.values()) {
      Path statements = folder.resolve(dialect.name().toLowerCase(Locale.ROOT));
      if (Files.isDirectory(statements)) {
        read(statements, dialect, entries);
      }
    }
    assertThat(entries).isNotEmpty();
    hold(folder.resolve(BASELINE), entries);
  }

  private static void read(Path folder, SqlDialect dialect, List<Entry> entries)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".sql")).sorted().toList()) {
        String[] statements = Files.readString(file, UTF_8).split(END, -1);
        IntStream.range(0, statements.length)
            .filter(i -> !statements[i].isBlank())
            .mapToObj(
                i ->
                    new Entry(
                        dialect + " " + file.getFileName() + " " + i,
                        dialect,
                        statements[i].strip()))
            .forEach(entries::add);
      }
    }
  }

  private static void hold(Path baseline, List<Entry> entries) throws IOException {
    List<String> lines = entries.stream().map(Entry::line).toList();
    if (WRITE) {
      Files.write(baseline, lines, UTF_8);
      return;
    }
    Set<String> before = new LinkedHashSet<>(Files.readAllLines(baseline, UTF_8));
    assertThat(lines.stream().filter(line -> !before.contains(line)).toList())
        .as("what is not as in %s; -Dsuite.sql.corpus.write=true writes it anew", baseline)
        .isEmpty();
  }
}
