package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often something was used by one event, and at what price.
 *
 * @param count how often
 * @param totalMs time spent
 * @param errors those that failed
 */
@Internal
public record Use(long count, double totalMs, long errors) implements JsonObject {

  /** Names of one kind in one row at most. */
  public static final int MAX_NAMES = 20;

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("count", count);
    json.writeNumberField("total_ms", totalMs);
    json.writeNumberField("errors", errors);
  }

  /** Adds uses up by name, and keeps the names that took longest. Confined to its maker. */
  static final class Sums {

    private final Map<String, Sum> sums = new HashMap<>();

    void add(String name, long count, long nanos, long errors) {
      Sum sum = sums.computeIfAbsent(name, key -> new Sum());
      sum.count += count;
      sum.nanos += nanos;
      sum.errors += errors;
    }

    /** The slowest first, {@link #MAX_NAMES} at most. */
    Map<String, Use> slowest() {
      Comparator<Map.Entry<String, Sum>> slowestFirst =
          Comparator.comparingLong(entry -> -entry.getValue().nanos);
      List<Map.Entry<String, Sum>> first =
          sums.entrySet().stream()
              .sorted(slowestFirst.thenComparing(Map.Entry::getKey))
              .limit(MAX_NAMES)
              .toList();
      Map<String, Use> slowest = new LinkedHashMap<>();
      first.forEach(entry -> slowest.put(entry.getKey(), entry.getValue().use()));
      return Collections.unmodifiableMap(slowest);
    }
  }

  private static final class Sum {

    private long count;
    private long nanos;
    private long errors;

    Use use() {
      return new Use(count, JsonFormat.millis(nanos), errors);
    }
  }
}
