package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.JsonParser;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Payload;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Masks and redacts JSON bodies, as bytes, in time and memory that grow with their length alone:
 * the values of masked names, and in all other strings what is masked in free text. What is no JSON
 * in UTF-8, is too deep or has names of more than 1,024 bytes, or with half of a surrogate pair in
 * them, is omitted; such a half in a value is replaced by U+FFFD.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
@Internal
public final class JsonRedactor {

  /** Replacements may make a document longer than the limit, but not endlessly. */
  private static final int MAX_GROWTH = 4;

  private static final int ALWAYS_ALLOWED = 1_024;
  private static final int[] NO_LENGTHS = {};

  /** The memory of a longer copy is not kept. */
  private static final int MAX_SPARE = 64 * 1024;

  private final JsonSource source = new JsonSource();
  private final NameDecisions names;
  private final JsonStrings strings;
  private final RedactionPaths paths;
  private final int maxBytes;
  private final int maxOutput;

  /** The memory of a copy that is not needed any more, for the next one. */
  private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

  /**
   * A redactor for the bodies of one direction.
   *
   * @param maxBytes how many bytes of a body are shown, at least 1
   */
  public JsonRedactor(MaskedNames names, RedactionPaths paths, int maxBytes) {
    this.names = new NameDecisions(names, paths.automaton());
    this.strings = new JsonStrings(names);
    this.paths = paths;
    this.maxBytes = maxBytes;
    this.maxOutput =
        (int) Math.min(Integer.MAX_VALUE / 2, (long) MAX_GROWTH * maxBytes + ALWAYS_ALLOWED);
  }

  /**
   * Masks and redacts one body. Never throws.
   *
   * @param document the body, from the start of the array; neither changed nor kept
   * @param length how many bytes of the array belong to it
   * @param complete whether that is all of it
   */
  public RedactedBody redact(byte[] document, int length, boolean complete) {
    return redact(document, length, complete, JsonStrings.Cut.NONE);
  }

  /**
   * The same for a document that was made of something else.
   *
   * @param cut which of its strings may be the beginning of a longer one
   */
  RedactedBody redact(byte[] document, int length, boolean complete, JsonStrings.Cut cut) {
    boolean truncated = !complete || length > maxBytes;
    if (paths.isClosed() || (truncated && !paths.isEmpty())) {
      return RedactedBody.omitted(Payload.Omitted.REDACTION);
    }
    try {
      return truncated
          ? beginning(document, Math.min(length, maxBytes))
          : whole(document, length, cut);
    } catch (MaskedCopy.TooLong e) {
      return RedactedBody.omitted(Payload.Omitted.MEMORY);
    } catch (IOException | RuntimeException e) {
      // the message may quote the body: it is not looked at
      return RedactedBody.omitted(Payload.Omitted.UNPARSABLE);
    }
  }

  private RedactedBody whole(byte[] document, int length, JsonStrings.Cut cut) throws IOException {
    if (Utf8.validEnd(document, length) != length || isOtherEncoding(document, length)) {
      return RedactedBody.omitted(Payload.Omitted.UNPARSABLE);
    }
    MaskedCopy copy = masked(document, length, true);
    RedactedBody.Json masked =
        strings.mask(new RedactedBody.Json(copy.array(), copy.length()), cut, maxOutput);
    // not in a beginning, which is written as a text
    JsonText.replaceHalves(masked.array(), masked.length());
    return masked;
  }

  private RedactedBody beginning(byte[] document, int length) throws IOException {
    int end = Utf8.validEnd(document, length);
    if (end == Utf8.INVALID || isOtherEncoding(document, end)) {
      return RedactedBody.omitted(Payload.Omitted.UNPARSABLE);
    }
    MaskedCopy copy = masked(document, end, false);
    RedactedBody.Json masked = new RedactedBody.Json(copy.array(), copy.length());
    RedactedBody beginning =
        strings.mask(masked, JsonStrings.Cut.LAST, maxOutput).beginning(maxBytes);
    recycle(masked);
    return beginning;
  }

  private MaskedCopy masked(byte[] document, int end, boolean whole) throws IOException {
    PatchValues patches = new PatchValues();
    MaskedCopy copy = walk(document, end, whole, patches);
    return patches.needsSecondWalk() ? walk(document, end, whole, patches) : copy;
  }

  private MaskedCopy walk(byte[] document, int end, boolean whole, PatchValues patches)
      throws IOException {
    MaskedCopy copy = new MaskedCopy(document, end, maxOutput, whole, spare.getAndSet(null));
    PathCursor cursor = whole ? cursor(document, end) : null;
    try (JsonParser parser =
        whole ? source.whole(document, end) : source.beginning(document, end)) {
      new JsonPass(parser, document, end, names, cursor, patches, copy).run();
    }
    return copy;
  }

  /** Takes the memory of a document back that none looks at any more. */
  void recycle(RedactedBody.Json document) {
    if (document.array().length <= MAX_SPARE) {
      spare.set(document.array());
    }
  }

  private @Nullable PathCursor cursor(byte[] document, int length) throws IOException {
    if (paths.isEmpty()) {
      return null;
    }
    PathAutomaton automaton = paths.automaton();
    boolean twice = automaton.needsLengths();
    return new PathCursor(automaton, twice ? source.arrayLengths(document, length) : NO_LENGTHS);
  }

  /** UTF-16 and UTF-32 have zero bytes at their start, and the parser would follow a BOM. */
  private static boolean isOtherEncoding(byte[] document, int length) {
    if (length == 0) {
      return true;
    }
    boolean bom = length >= 3 && (document[0] & 0xff) == 0xef && (document[1] & 0xff) == 0xbb;
    return document[0] == 0
        || (length > 1 && document[1] == 0)
        || (bom && document[2] == (byte) 0xbf);
  }
}
