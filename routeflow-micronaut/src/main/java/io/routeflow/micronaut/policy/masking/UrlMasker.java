package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import org.jspecify.annotations.Nullable;

/**
 * Masks the address of a request: scheme, host, path and query stay, the values of masked names are
 * masked, user info and fragment are removed. A value is also masked where it holds something to
 * mask once it is decoded, or cannot be decoded.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
@Internal
public final class UrlMasker {

  /** So many characters of an address are shown. */
  static final int MAX_LENGTH = 4_096;

  private final MaskedNames names;
  private final TextMasker text;

  /** A masker for the values of these names. */
  public UrlMasker(MaskedNames names) {
    this.names = names;
    this.text = new TextMasker(names);
  }

  /**
   * The address to show, at most 4,096 characters.
   *
   * @param url absolute or from the path on, as it was sent
   */
  public String mask(String url) {
    int fragment = url.indexOf('#');
    int end = fragment < 0 ? url.length() : fragment;
    StringBuilder masked = new StringBuilder(Math.min(end, MAX_LENGTH));
    int path = authority(url, end, masked);
    int query = url.indexOf('?', path);
    int pathEnd = query < 0 || query > end ? end : query;
    pieces(url, path, pathEnd, "/;", masked);
    if (pathEnd < end) {
      masked.append('?');
      pieces(url, pathEnd + 1, end, "&;", masked);
    }
    int length = Math.min(masked.length(), MAX_LENGTH);
    boolean divides = length > 0 && Character.isHighSurrogate(masked.charAt(length - 1));
    return masked.substring(0, divides ? length - 1 : length);
  }

  /** Copies scheme and host without user info; returns where the path begins. */
  private static int authority(String url, int end, StringBuilder masked) {
    int slashes = url.indexOf("//");
    boolean absolute = slashes == 0 || (slashes > 0 && url.charAt(slashes - 1) == ':');
    if (!absolute || slashes > firstOf(url, "?#", 0, end)) {
      return 0;
    }
    int start = slashes + 2;
    int path = firstOf(url, "/?#\\", start, end);
    int at = url.lastIndexOf('@', path - 1);
    masked.append(url, 0, start).append(url, Math.max(start, at + 1), path);
    return path;
  }

  /** Copies what stands between separators, each piece masked if it has to be. */
  private void pieces(String url, int from, int to, String separators, StringBuilder masked) {
    int start = from;
    while (start <= to && masked.length() <= MAX_LENGTH) {
      int end = firstOf(url, separators, start, to);
      piece(url.substring(start, end), masked);
      if (end < to) {
        masked.append(url.charAt(end));
      }
      start = end + 1;
    }
  }

  private void piece(String piece, StringBuilder masked) {
    int equals = piece.indexOf('=');
    String name = equals < 0 ? "" : piece.substring(0, equals);
    String decodedName = PercentDecoder.decode(name);
    String decoded = PercentDecoder.decode(piece);
    if (decodedName != null && names.contains(decodedName)) {
      masked.append(name).append('=').append(Replacement.MASKED.text());
    } else if (isSecret(decodedName) || isSecret(decoded)) {
      masked.append(equals < 0 || isSecret(decodedName) ? "" : name + '=');
      masked.append(Replacement.MASKED.text());
    } else {
      masked.append(piece);
    }
  }

  private boolean isSecret(@Nullable String decoded) {
    return decoded == null || text.masks(decoded);
  }

  private static int firstOf(String url, String characters, int from, int to) {
    int index = from;
    while (index < to && characters.indexOf(url.charAt(index)) < 0) {
      index++;
    }
    return index;
  }
}
