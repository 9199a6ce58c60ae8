package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.annotation.Internal;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * Warns a developer of statements that a request repeats: one line for each route. Thread-safe.
 *
 * @since 0.1.0
 */
@Internal
public final class NPlusOneLog {

  /** Further routes are not logged. */
  static final int MAX_ROUTES = 1_000;

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.jdbc"));
  private static final String FOR_READS =
      "Fetch these rows together with those that lead to them: with a join (@Join in Micronaut Data,"
          + " JOIN FETCH in JPQL), or with one query for all keys (a finder that ends with In)";
  private static final String FOR_WRITES =
      "Write these rows together: as one batch (saveAll, updateAll or deleteAll of a repository,"
          + " addBatch and executeBatch in JDBC, hibernate.jdbc.batch_size), or with one statement"
          + " for all of them";
  private static final String UNKNOWN = "a request without a route";

  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /** Has logged nothing yet. */
  public NPlusOneLog() {}

  /** The method and path template of the request that the calling code works for. */
  static String currentRoute() {
    HttpRequest<?> request = ServerRequestContext.currentRequest().orElse(null);
    String template =
        request == null ? null : BasicHttpAttributes.getUriTemplate(request).orElse(null);
    return request == null || template == null ? UNKNOWN : request.getMethodName() + " " + template;
  }

  /** Logs the statement that was repeated most. */
  void log(String route, SqlUsage usage) {
    if (logged.size() >= MAX_ROUTES || !logged.add(route)) {
      return;
    }
    usage.statements().stream()
        .filter(SqlUsage.Statement::nPlusOne)
        .max(Comparator.comparingLong(SqlUsage.Statement::count))
        .ifPresent(worst -> warn(route, worst));
  }

  private static void warn(String route, SqlUsage.Statement worst) {
    String method = worst.repositoryMethod();
    LOG.warn(
        "N+1: {} ran the same statement {} times from {}: {}. {}",
        route,
        worst.count(),
        method == null ? "outside of repositories" : method,
        worst.statement(),
        advice(worst.operation()));
  }

  private static String advice(String operation) {
    return NPlusOneRule.isWrite(operation) ? FOR_WRITES : FOR_READS;
  }
}
