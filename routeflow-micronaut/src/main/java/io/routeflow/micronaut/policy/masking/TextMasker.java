package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;

/**
 * Masks free text: messages of exceptions and breadcrumbs. Hidden are the value after a masked name
 * and {@code =}, {@code :} or {@code ":}, what follows {@code Bearer} or {@code Basic} and a space,
 * the user info of a URL, and the content of an XML element with a masked name. A value of several
 * words goes to what ends one in practice. The name, and what stands between it and the value, may
 * be escaped as in a query, in JSON or in HTML.
 *
 * <p>Immutable. Time and memory grow with the length of the text, whatever is in it.
 *
 * @since 0.1.0
 */
@Internal
public final class TextMasker {

  private final MaskedNames names;

  /** A masker for the values of these names. */
  public TextMasker(MaskedNames names) {
    this.names = names;
  }

  /** The text without secrets; the same instance where there is nothing to mask. */
  public String mask(String text) {
    return new TextPass(names, text, Integer.MAX_VALUE, false).run();
  }

  /**
   * The beginning of the text without secrets. Masked before it is cut: cut first, the name or the
   * {@code @} that gives a secret away could be missing.
   *
   * @param maxLength how many characters it has at most; a surrogate pair is not divided
   */
  public String mask(String text, int maxLength) {
    return cut(new TextPass(names, text, maxLength, false).run(), maxLength);
  }

  /**
   * The same for a text that was cut before. The {@code @} that gives a secret away may be missing
   * then: what may be user info at its end is hidden.
   */
  public String maskBeginning(String text, int maxLength) {
    return cut(new TextPass(names, text, maxLength, true).run(), maxLength);
  }

  private static String cut(String masked, int maxLength) {
    if (masked.length() < maxLength || maxLength <= 0) {
      return maxLength <= 0 ? "" : masked;
    }
    boolean divides = Character.isHighSurrogate(masked.charAt(maxLength - 1));
    return masked.substring(0, divides ? maxLength - 1 : maxLength);
  }

  /** Whether the text holds something to mask. */
  boolean masks(String text) {
    return masks(text, false);
  }

  /**
   * The same for a text that may have been cut.
   *
   * @param isCut whether the text goes on where it ends here
   */
  boolean masks(String text, boolean isCut) {
    return new TextPass(names, text, Integer.MAX_VALUE, isCut).find();
  }
}
