package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks the address of a request: scheme, host, path and query stay, the values of masked names are
 * masked, user info and fragment are removed; the user info of another address in the path is
 * masked. A value is also masked where it holds something to mask once it is decoded, or cannot be
 * decoded. It ends at the next {@code &}, in the path at the next slash.
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

  /** Masks what needs no name, before the path is divided at slashes: another address in it. */
  private final TextMasker addresses;

  /** A masker for the values of these names. */
  public UrlMasker(MaskedNames names) {
    this.names = names;
    this.text = new TextMasker(names);
    this.addresses = new TextMasker(MaskedNames.of(List.of()));
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
    path(url.substring(path, pathEnd), false, masked);
    if (pathEnd < end) {
      masked.append('?');
      pieces(url.substring(pathEnd + 1, end), '&', false, masked);
    }
    return cut(masked);
  }

  /**
   * The path alone, masked; empty where there is none. What begins with two slashes is a path here,
   * not a host (RFC 9112, 3.2.1).
   *
   * @param target of a request, absolute or from the path on
   * @param isCut whether it may go on where it ends here
   */
  public String maskPath(String target, boolean isCut) {
    boolean relative = target.startsWith("/");
    int path = relative ? 0 : authority(target, target.length(), new StringBuilder());
    int end = firstOf(target, "?#", path, target.length());
    if (path == end || (target.charAt(path) != '/' && target.charAt(path) != '*')) {
      return "";
    }
    StringBuilder masked = new StringBuilder(end - path);
    path(target.substring(path, end), isCut && end == target.length(), masked);
    return cut(masked);
  }

  private void path(String path, boolean isCut, StringBuilder masked) {
    String withoutUserInfo =
        isCut ? addresses.maskBeginning(path, Integer.MAX_VALUE) : addresses.mask(path);
    pieces(withoutUserInfo, '/', isCut, masked);
  }

  private static String cut(StringBuilder masked) {
    int length = Math.min(masked.length(), MAX_LENGTH);
    boolean divides = length > 0 && Character.isHighSurrogate(masked.charAt(length - 1));
    return masked.substring(0, divides ? length - 1 : length);
  }

  /** Copies scheme and host without user info; returns where the path begins. */
  private static int authority(String url, int end, StringBuilder masked) {
    int slashes = firstOf(url, "/?#", 0, end);
    boolean absolute = slashes == 0 || url.charAt(slashes - 1) == ':';
    if (!absolute || !url.startsWith("//", slashes)) {
      return 0;
    }
    int start = slashes + 2;
    int path = firstOf(url, "/?#\\", start, end);
    int at = url.lastIndexOf('@', path - 1);
    masked.append(url, 0, start).append(url, Math.max(start, at + 1), path);
    return path;
  }

  /** Copies what stands between separators, each piece masked if it has to be. */
  private void pieces(String text, char separator, boolean isCut, StringBuilder masked) {
    int start = 0;
    while (start <= text.length() && masked.length() <= MAX_LENGTH) {
      int next = text.indexOf(separator, start);
      int end = next < 0 ? text.length() : next;
      piece(text.substring(start, end), isCut && next < 0, masked);
      if (end < text.length()) {
        masked.append(separator);
      }
      start = end + 1;
    }
  }

  /** A value goes to the end of the piece: a semicolon that is not escaped may belong to it. */
  private void piece(String piece, boolean isCut, StringBuilder masked) {
    int equals = piece.indexOf('=');
    String name = equals < 0 ? "" : piece.substring(0, equals);
    String decodedName = PercentDecoder.decode(name);
    if (decodedName != null && names.contains(decodedName)) {
      masked.append(name).append('=').append(Replacement.MASKED.text());
    } else if (isSecret(decodedName, false)
        || isSecret(PercentDecoder.decode(piece), isCut)
        || hidesName(piece)) {
      masked.append(equals < 0 || isSecret(decodedName, false) ? "" : name + '=');
      masked.append(Replacement.MASKED.text());
    } else {
      masked.append(piece);
    }
  }

  private boolean isSecret(@Nullable String decoded, boolean isCut) {
    return decoded == null || text.masks(decoded, isCut);
  }

  /** Whether a masked name stands behind a semicolon, which some receivers divide at. */
  private boolean hidesName(String piece) {
    int semicolon = piece.indexOf(';');
    while (semicolon >= 0) {
      int next = piece.indexOf(';', semicolon + 1);
      int equals = firstOf(piece, "=;", semicolon + 1, piece.length());
      boolean hasValue = equals < piece.length() && equals != next;
      String name = hasValue ? PercentDecoder.decode(piece.substring(semicolon + 1, equals)) : "";
      if (name == null || names.contains(name)) {
        return true;
      }
      semicolon = next;
    }
    return false;
  }

  private static int firstOf(String url, String characters, int from, int to) {
    int index = from;
    while (index < to && characters.indexOf(url.charAt(index)) < 0) {
      index++;
    }
    return index;
  }
}
