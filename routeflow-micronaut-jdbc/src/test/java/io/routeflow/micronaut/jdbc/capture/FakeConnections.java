package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingConnection;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections are of one product; each names the methods that are called on it.
 * What is asked of them can fail, once or for good.
 */
final class FakeConnections {

  /** Makes the class of a connection another one. */
  interface OneDriver {}

  /** The same for another driver. */
  interface OtherDriver {}

  /** The same for a pool, in front of a driver. */
  interface Pool {}

  final List<String> calls = new ArrayList<>();
  private final String product;
  private final Class<?> driver;
  private final @Nullable Class<?> pool;
  private @Nullable String quote;
  private boolean quoteFails;
  private @Nullable Throwable metaDataFailure;
  private int metaDataFailures;
  private @Nullable Throwable wrapperFailure;
  private @Nullable SQLException statementFailure;

  FakeConnections(String product, Class<?> driver, @Nullable Class<?> pool) {
    this.product = product;
    this.driver = driver;
    this.pool = pool;
  }

  /** How names are quoted there. */
  FakeConnections quotingBy(String quote) {
    this.quote = quote;
    return this;
  }

  /** So many questions for metadata fail. */
  FakeConnections failMetaData(Throwable failure, int times) {
    metaDataFailure = failure;
    metaDataFailures = times;
    return this;
  }

  /** Each {@code unwrap} and {@code isWrapperFor} fails. */
  FakeConnections failWrapper(Throwable failure) {
    wrapperFailure = failure;
    return this;
  }

  /** The driver cannot say how names are quoted. */
  FakeConnections failQuote() {
    quoteFails = true;
    return this;
  }

  /** The database rejects each statement. */
  FakeConnections failStatements(SQLException failure) {
    statementFailure = failure;
    return this;
  }

  /** How often metadata was asked for. */
  int asked() {
    return (int) calls.stream().filter("getMetaData"::equals).count();
  }

  DataSource dataSource() {
    return routing(this::connection);
  }

  /** A data source that decides for each connection where it comes from. */
  static DataSource routing(Route route) {
    return proxy(DataSource.class, null, method -> route.next());
  }

  /** A connection of an application's own data source, in front of another. */
  static Connection front(Connection connection) {
    return new Front(connection);
  }

  /** Where connections come from. */
  interface Route {
    Connection next() throws SQLException;
  }

  Connection connection() {
    Connection drivers = proxy(Connection.class, driver, method -> answer(method, null));
    return pool == null
        ? drivers
        : proxy(Connection.class, pool, method -> answer(method, drivers));
  }

  private @Nullable Object answer(String method, @Nullable Connection inner) throws Throwable {
    calls.add(method);
    return switch (method) {
      case "unwrap", "isWrapperFor" -> {
        if (wrapperFailure != null) {
          throw wrapperFailure;
        }
        yield method.equals("unwrap") ? inner : false;
      }
      case "getMetaData" -> {
        if (metaDataFailures-- > 0 && metaDataFailure != null) {
          throw metaDataFailure;
        }
        yield proxy(DatabaseMetaData.class, null, this::metaData);
      }
      case "createStatement" -> made(Statement.class);
      case "prepareStatement" -> made(PreparedStatement.class);
      case "prepareCall" -> made(CallableStatement.class);
      default -> null;
    };
  }

  private @Nullable Object metaData(String method) throws SQLException {
    calls.add(method);
    if (quoteFails && method.equals("getIdentifierQuoteString")) {
      throw new SQLException("not supported");
    }
    return switch (method) {
      case "getDatabaseProductName" -> product;
      case "getIdentifierQuoteString" -> quote;
      default -> null;
    };
  }

  private Object made(Class<?> type) throws SQLException {
    if (statementFailure != null) {
      throw statementFailure;
    }
    return proxy(type, null, method -> method.equals("execute") ? false : null);
  }

  private interface Answer {
    @Nullable Object to(String method) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, @Nullable Class<?> marker, Answer answer) {
    Class<?>[] types = marker == null ? new Class<?>[] {type} : new Class<?>[] {type, marker};
    return type.cast(
        Proxy.newProxyInstance(
            FakeConnections.class.getClassLoader(),
            types,
            (proxy, method, arguments) -> answer.to(method.getName())));
  }

  private static final class Front extends ForwardingConnection {
    private final Connection target;

    private Front(Connection target) {
      this.target = target;
    }

    @Override
    protected Connection target() {
      return target;
    }
  }
}
