package suite.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Header fields as they came over the wire; names compare without case. Immutable. */
public final class WireHeaders {
  private final Map<String, List<String>> fields;

  WireHeaders(Map<String, List<String>> fields) {
    var copy = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    this.fields = copy;
  }

  public @Nullable String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? null : values.get(0);
  }

  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  public boolean contains(String name) {
    return fields.containsKey(name);
  }

  boolean has(String name, String value) {
    return all(name).stream().anyMatch(value::equalsIgnoreCase);
  }

  @Override
  public String toString() {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + String.join("|", field.getValue()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
