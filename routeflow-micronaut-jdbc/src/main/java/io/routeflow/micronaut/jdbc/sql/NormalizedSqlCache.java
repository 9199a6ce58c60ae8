package io.routeflow.micronaut.jdbc.sql;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers normalized statements by their text, so that a statement that is run again costs a map
 * lookup. Thread-safe.
 *
 * <p>Bounded by entries and by bytes. A hit takes no lock and allocates nothing. Entries leave in
 * the order in which they came, but one that was hit since its last turn stays for another: a flood
 * of statements that are never repeated pushes out itself, not those in use. A thread that finds
 * the book-keeping busy does not wait, its statement is remembered another time.
 *
 * @since 0.1.0
 */
@Internal
public final class NormalizedSqlCache {
  /** The most statements that are remembered. */
  public static final int MAX_ENTRIES = 1_000;

  /** The most memory that they take, in bytes, estimated from above. */
  public static final long MAX_BYTES = 4L * 1_024 * 1_024;

  /** A longer text, in characters, is normalized each time and never remembered. */
  public static final int MAX_CACHED_LENGTH = 8 * 1_024;

  /** What an entry takes beside its texts: map node, entry, record, list and string headers. */
  private static final int ENTRY_OVERHEAD = 320;

  private static final int TABLE_OVERHEAD = 64;

  private final SqlNormalizer normalizer;

  /** One map for each dialect, so that a lookup needs no key but the text. */
  private final Map<SqlDialect, Map<String, Entry>> byDialect = new EnumMap<>(SqlDialect.class);

  private final ReentrantLock bookkeeping = new ReentrantLock();
  private final ArrayDeque<Entry> turns = new ArrayDeque<>();
  private volatile long bytes;

  /**
   * Creates an empty cache.
   *
   * @param normalizer called for what is not remembered
   */
  public NormalizedSqlCache(SqlNormalizer normalizer) {
    this.normalizer = normalizer;
    for (SqlDialect dialect : SqlDialect.values()) {
      byDialect.put(dialect, new ConcurrentHashMap<>());
    }
  }

  /**
   * The normalized form of a statement.
   *
   * @param sql the text as the application handed it to the driver
   * @param dialect how the database reads it
   * @return the same instance for equal texts as long as it is remembered
   */
  public NormalizedSql get(String sql, SqlDialect dialect) {
    if (sql.length() > MAX_CACHED_LENGTH) {
      return normalizer.normalize(sql, dialect);
    }
    Entry known = entries(dialect).get(sql);
    if (known != null) {
      known.touch();
      return known.normalized;
    }
    Entry entry = new Entry(sql, dialect, normalizer.normalize(sql, dialect));
    remember(entry);
    return entry.normalized;
  }

  /**
   * How many statements are remembered.
   *
   * @return at most {@link #MAX_ENTRIES}
   */
  public int size() {
    int size = 0;
    for (Map<String, Entry> entries : byDialect.values()) {
      size += entries.size();
    }
    return size;
  }

  /**
   * How much memory they take, estimated from above.
   *
   * @return bytes, at most {@link #MAX_BYTES}
   */
  public long bytes() {
    return bytes;
  }

  private void remember(Entry entry) {
    if (!bookkeeping.tryLock()) {
      return;
    }
    try {
      makeRoom(entry.bytes);
      if (entries(entry.dialect).putIfAbsent(entry.sql, entry) == null) {
        turns.add(entry);
        add(entry.bytes);
      }
    } finally {
      bookkeeping.unlock();
    }
  }

  private void makeRoom(long needed) {
    // Each entry loses its second chance when it gets it, so two rounds are enough.
    int chances = 2 * turns.size();
    while (chances-- > 0 && (turns.size() >= MAX_ENTRIES || bytes + needed > MAX_BYTES)) {
      Entry oldest = turns.remove();
      if (oldest.loseChance() && chances >= turns.size()) {
        turns.add(oldest);
      } else {
        entries(oldest.dialect).remove(oldest.sql);
        add(-oldest.bytes);
      }
    }
  }

  /** Called under the lock only, so that reading and writing need not be one step. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void add(long more) {
    bytes += more;
  }

  private Map<String, Entry> entries(SqlDialect dialect) {
    return Objects.requireNonNull(byDialect.get(dialect));
  }

  private static final class Entry {
    private final String sql;
    private final SqlDialect dialect;
    private final NormalizedSql normalized;
    private final long bytes;
    private volatile boolean touched;

    private Entry(String sql, SqlDialect dialect, NormalizedSql normalized) {
      this.sql = sql;
      this.dialect = dialect;
      this.normalized = normalized;
      this.bytes = size(sql, normalized);
    }

    /** Writes only once a turn, so that threads do not fight for the entry's memory. */
    private void touch() {
      if (!touched) {
        touched = true;
      }
    }

    private boolean loseChance() {
      boolean had = touched;
      touched = false;
      return had;
    }

    private static long size(String sql, NormalizedSql normalized) {
      long size = ENTRY_OVERHEAD + 2L * sql.length() + 2L * normalized.statement().length();
      for (String table : normalized.tables()) {
        size += TABLE_OVERHEAD + 2L * table.length();
      }
      return size;
    }
  }
}
