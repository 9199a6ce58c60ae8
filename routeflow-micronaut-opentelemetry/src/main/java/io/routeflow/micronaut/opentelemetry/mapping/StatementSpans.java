package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all spans of a statement have alike, made once and not for each request: it is most of what
 * such a span allocates. Bounded; thread-safe.
 */
final class StatementSpans {

  static final int MAX_STATEMENTS = 500;

  /** In place of a database that is not known. */
  static final String UNKNOWN_SYSTEM = "other_sql";

  private static final String H2 = "h2";
  private static final int MAX_SUMMARY = 255;

  private final Function<String, DatabasePlace> places;
  private final Map<Key, Shape> known = new ConcurrentHashMap<>();

  /**
   * What spans have alike.
   *
   * @param name theirs
   * @param attributes theirs, where the execution did not fail
   */
  record Shape(String name, Attributes attributes) {}

  /** All of a statement that is seen in a shape. */
  private record Key(
      String statement,
      String operation,
      List<String> tables,
      @Nullable String repositoryMethod,
      String datasource,
      String dbSystem,
      boolean nPlusOne) {}

  /**
   * None yet.
   *
   * @param places where a data source connects to, by its name; asked when a shape is made
   */
  StatementSpans(Function<String, DatabasePlace> places) {
    this.places = places;
  }

  /** The shape of a statement's spans. */
  Shape shape(SqlUsage.Statement statement) {
    Key key =
        new Key(
            statement.statement(),
            statement.operation(),
            statement.tables(),
            statement.repositoryMethod(),
            statement.datasource(),
            statement.dbSystem(),
            statement.nPlusOne());
    Shape shape = known.get(key);
    if (shape == null) {
      shape = made(statement);
      if (known.size() >= MAX_STATEMENTS) {
        // those in use are back with the next requests
        known.clear();
      }
      known.put(key, shape);
    }
    return shape;
  }

  private Shape made(SqlUsage.Statement statement) {
    String summary = summary(statement);
    AttributesBuilder attributes = SpanAttributes.builder();
    attributes.put(Keys.DB_SYSTEM, system(statement));
    attributes.put(Keys.DB_QUERY_TEXT, statement.statement());
    attributes.put(Keys.DB_QUERY_SUMMARY, summary);
    attributes.put(Keys.DB_OPERATION, statement.operation());
    if (statement.tables().size() == 1) {
      attributes.put(Keys.DB_COLLECTION, statement.tables().get(0));
    }
    putPlace(attributes, places.apply(statement.datasource()));
    attributes.put(Keys.DATASOURCE, statement.datasource());
    if (statement.repositoryMethod() != null) {
      attributes.put(Keys.REPOSITORY_METHOD, statement.repositoryMethod());
    }
    if (statement.nPlusOne()) {
      attributes.put(Keys.N_PLUS_ONE, true);
    }
    return new Shape(summary, attributes.build());
  }

  private static void putPlace(AttributesBuilder attributes, DatabasePlace place) {
    if (place.namespace() != null) {
      attributes.put(Keys.DB_NAMESPACE, place.namespace());
    }
    if (place.host() != null) {
      attributes.put(Keys.SERVER_ADDRESS, place.host());
      if (place.port() > 0) {
        attributes.put(Keys.SERVER_PORT, (long) place.port());
      }
    }
  }

  /** The database by the name that the conventions have for it. */
  static String system(SqlUsage.Statement statement) {
    String system = statement.dbSystem();
    return system.equals(H2) ? "h2database" : system;
  }

  /** The operation and its tables, such as {@code SELECT orders}. */
  private static String summary(SqlUsage.Statement statement) {
    StringBuilder summary = new StringBuilder(statement.operation());
    for (String table : statement.tables()) {
      if (summary.length() + 1 + table.length() > MAX_SUMMARY) {
        break;
      }
      summary.append(' ').append(table);
    }
    return summary.toString();
  }
}
