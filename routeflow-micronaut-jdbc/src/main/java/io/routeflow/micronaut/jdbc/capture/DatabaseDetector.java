package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Finds out which databases are behind a data source: by asking a connection for its metadata, once
 * for each kind of connection, when its first statement has been made. Not earlier: a connection
 * may connect only when it is used, and where it connects to may depend on what is set before.
 *
 * <p>Kinds are distinguished by the class of the pool's connection together with that of the
 * driver's connection behind it. So one data source may lead to several products, and a connection
 * of a known kind is not asked. Each is asked where its class does not decide: where it leads to no
 * connection of another class, as with the drivers' own and with those of pools that unwrap to
 * themselves, and where its dialect is a matter of the single connection. A failure is not
 * remembered: later connections are asked again, at growing intervals while they fail.
 *
 * <p>Thread-safe: what is known is immutable and the same for all threads. A thread that does not
 * see it yet asks its own connection.
 */
final class DatabaseDetector implements SqlRecorder.Lookup {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.jdbc"));

  /** Further kinds are asked each time. */
  static final int MAX_KINDS = 16;

  /** After so many failures in a row, every 1,024th statement asks again. */
  private static final int MAX_BACKOFF_SHIFT = 10;

  private final String dataSource;
  private final SqlCapture capture;
  private final SqlRecorder unresolved;
  private final SqlRecorder countedBehind;
  private final SqlRecorder passThrough;

  /** The latest; the others hang on it. */
  private @Nullable Kind known;

  /** Approximate, because threads may overwrite each other's: that costs a question, no answer. */
  private int failures;

  private int skipped;

  DatabaseDetector(String dataSource, SqlCapture capture) {
    this.dataSource = dataSource;
    this.capture = capture;
    Database unknown = Database.unknown(dataSource);
    this.unresolved = SqlRecorder.unresolved(unknown, capture, this);
    this.countedBehind = SqlRecorder.countedBehind(unknown, capture, this);
    this.passThrough = SqlRecorder.passThrough(unknown, capture);
  }

  /**
   * The recorder for a new connection, which is not touched: its class may be passed through.
   *
   * @param counted whether the request got another one while this one was asked for
   */
  SqlRecorder recorderOfNew(Connection connection, boolean counted) {
    Class<?> type = connection.getClass();
    for (Kind kind = known; kind != null; kind = kind.next) {
      if (kind.type == type && kind.recorder.isPassThrough()) {
        return kind.recorder;
      }
    }
    return counted ? countedBehind : unresolved;
  }

  /** Whether all that is known of this data source is that the one behind it records. */
  boolean isPassThrough() {
    for (Kind kind = known; kind != null; kind = kind.next) {
      if (!kind.recorder.isPassThrough()) {
        return false;
      }
    }
    return known != null;
  }

  @Override
  public SqlRecorder recorderOf(Connection connection) {
    try {
      Class<?> type = connection.getClass();
      if (isAskedForProduct(type)) {
        return isDue() ? askForProduct(connection, type) : unresolved;
      }
      Class<?> inner = innerClass(connection, type);
      for (Kind kind = known; kind != null; kind = kind.next) {
        if (kind.type == type && (kind.inner == null || kind.inner == inner)) {
          return kind.recorder;
        }
      }
      return isDue() ? ask(connection, type, inner) : unresolved;
    } catch (Throwable e) {
      capture.report(e);
      return unresolved;
    }
  }

  @Override
  public SqlRecorder probableRecorderOf(Connection connection) {
    SqlRecorder probable = null;
    for (Kind kind = known; kind != null; kind = kind.next) {
      if (kind.type == connection.getClass()) {
        if (kind.product != null || (probable != null && probable != kind.recorder)) {
          return unresolved;
        }
        probable = kind.recorder;
      }
    }
    return probable == null ? unresolved : probable;
  }

  /** The class of the driver's connection in that of a pool; {@code null} where there is none. */
  private @Nullable Class<?> innerClass(Connection connection, Class<?> type) {
    try {
      Connection inner = connection.unwrap(Connection.class);
      return inner == null || inner.getClass() == type ? null : inner.getClass();
    } catch (Throwable e) {
      // older drivers have no such method, and some pools no such answer
      return null;
    }
  }

  private boolean isAskedForProduct(Class<?> type) {
    for (Kind kind = known; kind != null; kind = kind.next) {
      if (kind.type == type && kind.product != null) {
        return true;
      }
    }
    return false;
  }

  /** As for each new connection of such a class: nothing is allocated for a known answer. */
  private SqlRecorder askForProduct(Connection connection, Class<?> type) {
    String product = product(connection);
    for (Kind kind = known; kind != null; kind = kind.next) {
      if (kind.type == type && kind.product != null && kind.product.equals(product)) {
        failures = 0;
        return kind.recorder;
      }
    }
    return answered(connection, type, null, product);
  }

  private SqlRecorder ask(Connection connection, Class<?> type, @Nullable Class<?> inner) {
    if (isRecorded(connection)) {
      remember(type, null, null, passThrough);
      return passThrough;
    }
    return answered(connection, type, inner, product(connection));
  }

  private SqlRecorder answered(
      Connection connection, Class<?> type, @Nullable Class<?> inner, @Nullable String product) {
    if (product == null) {
      failures++;
      skipped = 0;
      return unresolved;
    }
    failures = 0;
    boolean depends = SqlDialect.dependsOnConnection(SqlDialect.dbSystemOf(product));
    Database database = Database.of(dataSource, product, depends ? quote(connection) : null);
    SqlRecorder recorder = recorderOf(database);
    if (!depends) {
      remember(type, inner, inner == null ? product : null, recorder);
    } else if (recorderOfKnown(database) == null) {
      // for the sake of the one instance: no connection is of that class
      remember(Kind.class, null, null, recorder);
    }
    return recorder;
  }

  /** The first failures are followed by a question each, later ones by fewer and fewer. */
  private boolean isDue() {
    return failures == 0 || ++skipped >= 1 << Math.min(failures - 1, MAX_BACKOFF_SHIFT);
  }

  /** Apart from the product: drivers that lack the one method may well have the other. */
  private boolean isRecorded(Connection connection) {
    try {
      return connection.isWrapperFor(RecordedConnection.class);
    } catch (Throwable e) {
      return false;
    }
  }

  private @Nullable String product(Connection connection) {
    try {
      DatabaseMetaData metaData = connection.getMetaData();
      return metaData == null ? null : metaData.getDatabaseProductName();
    } catch (Throwable e) {
      unanswered(e);
      return null;
    }
  }

  /** Apart from the product, which is known where this fails. */
  private @Nullable String quote(Connection connection) {
    try {
      return connection.getMetaData().getIdentifierQuoteString();
    } catch (Throwable e) {
      unanswered(e);
      return null;
    }
  }

  /** The driver's own failure, and no error of capture. */
  private static void unanswered(Throwable failure) {
    LOG.debug("A connection does not say which database it leads to", failure);
  }

  /** One recorder for each database, so that the same statement is in one group. */
  private SqlRecorder recorderOf(Database database) {
    SqlRecorder same = recorderOfKnown(database);
    return same == null ? SqlRecorder.of(database, capture) : same;
  }

  private @Nullable SqlRecorder recorderOfKnown(Database database) {
    for (Kind kind = known; kind != null; kind = kind.next) {
      if (kind.recorder.database().equals(database) && !kind.recorder.isPassThrough()) {
        return kind.recorder;
      }
    }
    return null;
  }

  private void remember(
      Class<?> type, @Nullable Class<?> inner, @Nullable String product, SqlRecorder recorder) {
    int size = 0;
    for (Kind kind = known; kind != null; kind = kind.next) {
      size++;
    }
    if (size < MAX_KINDS) {
      known = new Kind(type, inner, product, recorder, known);
    }
  }

  /**
   * Connections that look alike.
   *
   * @param type the class of the connection
   * @param inner the class of the driver's connection in it; {@code null} where there is none, and
   *     for connections that are passed through
   * @param product what each connection of the class is asked for; {@code null} where classes
   *     decide
   * @param recorder that of their database
   * @param next further kinds; no array of them, which a thread could see before its content
   */
  private record Kind(
      Class<?> type,
      @Nullable Class<?> inner,
      @Nullable String product,
      SqlRecorder recorder,
      @Nullable Kind next) {}
}
