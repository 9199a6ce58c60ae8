package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Masks headers: the values of masked names, cookies among them, and of the names to redact. A
 * longer name that ends in a masked one is masked too, since such headers have many names: {@code
 * X-Auth-Token}, {@code X-Original-Cookie}; where the masked one is long, also within a word, as in
 * {@code x-csrftoken}, which HTTP/2 has in lower case. Other values are masked as text, for a
 * {@code Referer} may hold a token.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
@Internal
public final class HeaderMasker {

  /** So many headers are shown, repeated ones counted one by one. */
  static final int MAX_HEADERS = 256;

  /** So many characters of a value are shown. */
  static final int MAX_VALUE_LENGTH = 8_192;

  /** Of RFC 2965, which a client may still send. */
  private static final Set<String> OLD_COOKIES = Set.of("cookie2", "set-cookie2");

  private final MaskedNames masked;
  private final MaskedNames redacted;
  private final TextMasker text;

  /**
   * A masker.
   *
   * @param masked the names whose values are masked
   * @param redact the names of headers whose values are redacted, which wins
   */
  public HeaderMasker(MaskedNames masked, List<String> redact) {
    this.masked = masked;
    this.redacted = MaskedNames.of(redact);
    this.text = new TextMasker(masked);
  }

  /**
   * The headers to show.
   *
   * @param headers names in any case, with all their values
   * @return lower-case names in their order, each with at least one value; not modifiable
   */
  public Map<String, List<String>> mask(
      Iterable<? extends Map.Entry<String, ? extends Iterable<String>>> headers) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    int count = 0;
    for (Map.Entry<String, ? extends Iterable<String>> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      for (String value : header.getValue()) {
        if (++count > MAX_HEADERS) {
          break;
        }
        shown.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value(header.getKey(), value));
      }
    }
    shown.replaceAll((name, values) -> List.copyOf(values));
    return Collections.unmodifiableMap(shown);
  }

  private String value(String name, String value) {
    if (redacted.contains(name)) {
      return Replacement.REDACTED.text();
    }
    return isMasked(name) ? Replacement.MASKED.text() : text.mask(value, MAX_VALUE_LENGTH);
  }

  private boolean isMasked(String name) {
    return masked.contains(name)
        || masked.endIn(name, 0, name.length())
        || masked.longOneEnds(name)
        || OLD_COOKIES.contains(name.toLowerCase(Locale.ROOT));
  }
}
