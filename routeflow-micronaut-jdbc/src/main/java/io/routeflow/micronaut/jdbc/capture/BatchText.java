package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a batch that is being put together. Nearly always they differ in their values only,
 * and are one statement; a batch of different ones is described by all of them. Kept as they were
 * given until the batch is recorded, because most batches run where nothing is. Thread-confined.
 */
final class BatchText implements SqlText {

  /** The operation of a batch that does several things. */
  static final String MIXED = "BATCH";

  /** Further texts are not looked at. */
  static final int MAX_TEXTS = 64;

  /** Further distinct statements are not named. */
  private static final int MAX_DISTINCT = 8;

  /** Joins the identities of texts that are not shown whole, so that their order counts. */
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private static final String SEPARATOR = "; ";
  private static final String CUT = "...";

  /** Behind the statements that are named, where there are others. */
  private static final String OTHERS = SEPARATOR + CUT;

  private static final NormalizedSql NOTHING = new NormalizedSql(MIXED, MIXED, List.of());

  private final SqlRecorder recorder;
  private final Set<@Nullable String> texts = new LinkedHashSet<>();

  /** Nothing so far, for the connection of this recorder. */
  BatchText(SqlRecorder recorder) {
    this.recorder = recorder;
  }

  void add(@Nullable String text) {
    if (texts.size() < MAX_TEXTS) {
      texts.add(text);
    }
  }

  @Override
  public NormalizedSql sql() {
    NormalizedSql joined = null;
    int named = 0;
    int all = 0;
    for (NormalizedSql next : distinct()) {
      NormalizedSql before = joined;
      joined = before == null ? next : join(before, next, all < MAX_DISTINCT);
      boolean longer = before == null || joined.statement().length() > before.statement().length();
      named += longer ? 1 : 0;
      all++;
    }
    if (joined == null) {
      return NOTHING;
    }
    return named < all ? withMark(joined) : joined;
  }

  /** Those that are named at most, and one more where there are others. */
  private Set<NormalizedSql> distinct() {
    Set<NormalizedSql> distinct = new LinkedHashSet<>();
    for (String text : texts) {
      if (distinct.size() > MAX_DISTINCT) {
        break;
      }
      distinct.add(recorder.normalize(text));
    }
    return distinct;
  }

  private static NormalizedSql join(NormalizedSql one, NormalizedSql other, boolean named) {
    String operation = one.operation().equals(other.operation()) ? one.operation() : MIXED;
    Set<String> tables = new LinkedHashSet<>(one.tables());
    tables.addAll(other.tables());
    List<String> some = new ArrayList<>(tables);
    some = some.subList(0, Math.min(some.size(), SqlNormalizer.MAX_TABLES));
    String text = named ? joinText(one.statement(), other.statement()) : one.statement();
    boolean hidden = one.nameHidden() || other.nameHidden();
    boolean shown = text.length() > one.statement().length();
    return shown && one.isWhole() && other.isWhole()
        ? new NormalizedSql(text, operation, some, text.hashCode(), hidden)
        : new NormalizedSql(text, operation, some, joinIdentity(one, other), hidden);
  }

  private static long joinIdentity(NormalizedSql one, NormalizedSql other) {
    return PRIME * (one.identity() + 1) + other.identity();
  }

  /** A batch of which something is left out must not pass for one of what is named. */
  private static NormalizedSql withMark(NormalizedSql sql) {
    return new NormalizedSql(
        mark(sql.statement()), sql.operation(), sql.tables(), sql.identity(), sql.nameHidden());
  }

  /** A text that is cut has a mark, and where there is no room for one, the text is cut. */
  private static String mark(String text) {
    int room = SqlNormalizer.MAX_STATEMENT_BYTES - OTHERS.length();
    if (text.endsWith(CUT)) {
      return text;
    }
    if (text.getBytes(StandardCharsets.UTF_8).length <= room) {
      return text + OTHERS;
    }
    int end = text.length() - OTHERS.length();
    boolean half = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end) + OTHERS;
  }

  /** Leaves out what would be too long even if every character took three bytes. */
  private static String joinText(String one, String other) {
    int length = one.length() + SEPARATOR.length() + other.length() + OTHERS.length();
    return 3 * length > SqlNormalizer.MAX_STATEMENT_BYTES ? one : one + SEPARATOR + other;
  }
}
