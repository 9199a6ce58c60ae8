package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One walk through one document: finds the values that are not shown, and has them replaced in the
 * copy. Tokens are only looked at, not rewritten. Thread-confined.
 */
final class JsonPass {

  private final JsonParser parser;
  private final byte[] document;
  private final int end;
  private final NameDecisions names;
  private final @Nullable PathCursor cursor;
  private final PatchValues patches;
  private final MaskedCopy copy;
  private int depth;
  private boolean begun;

  /**
   * Prepares a walk.
   *
   * @param end where the document ends in its array
   * @param cursor null where there are no redaction paths
   * @param patches what another walk through the same document has found
   */
  JsonPass(
      JsonParser parser,
      byte[] document,
      int end,
      NameDecisions names,
      @Nullable PathCursor cursor,
      PatchValues patches,
      MaskedCopy copy) {
    this.parser = parser;
    this.document = document;
    this.end = end;
    this.names = names;
    this.cursor = cursor;
    this.patches = patches;
    this.copy = copy;
  }

  /** The document is not what a JSON document is. */
  static final class Unparsable extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Walks to the end, or to where the document is cut. */
  void run() throws IOException {
    boolean cut = false;
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE && !cut) {
      if (token == JsonToken.FIELD_NAME) {
        cut = !member();
      } else if (token.isStructEnd()) {
        leave();
      } else {
        value(token);
      }
      token = parser.nextToken();
    }
    if (!begun && token == null) {
      throw new Unparsable();
    }
    if (!cut) {
      copy.copyTo(end);
    }
    patches.cut(depth);
  }

  /** Returns false where the document is cut within a value that is not shown. */
  private boolean member() throws IOException {
    NameDecisions.NameDecision name = names.of(parser.currentName());
    Replacement replacement = name.masked() ? Replacement.MASKED : null;
    if (cursor != null && cursor.member(name.leadingOn())) {
      replacement = Replacement.REDACTED;
    }
    if (replacement == null && isOfPatch(name.patch())) {
      replacement = Replacement.MASKED;
    }
    if (replacement == null) {
      return true;
    }
    int start = valueStart();
    boolean whole = skip(parser.nextToken());
    if (whole) {
      copy.replace(start, valueEnd(start), replacement);
    } else if (start < end) {
      copy.replace(start, end, replacement);
    } else {
      copy.copyTo(end);
    }
    return whole;
  }

  private boolean isOfPatch(PatchValues.Member member) throws Unparsable {
    return switch (member) {
      case OTHER -> false;
      case VALUE -> patches.isMasked(depth, valueStart());
      case OPERATION, POINTER -> {
        patches.see(depth, member);
        yield false;
      }
    };
  }

  /** A value that no member's name has decided about, or that is to be shown. */
  private void value(JsonToken token) throws IOException {
    if (depth == 0 && begun) {
      throw new Unparsable();
    }
    begun = true;
    if (cursor != null && cursor.value()) {
      int start = offset(parser.currentTokenLocation());
      skip(token);
      copy.replace(start, valueEnd(start), Replacement.REDACTED);
    } else if (token.isStructStart()) {
      depth++;
      patches.enter(depth);
      if (cursor != null) {
        cursor.enter(token == JsonToken.START_ARRAY);
      }
    }
  }

  private void leave() {
    depth--;
    if (cursor != null) {
      cursor.leave();
    }
  }

  /** Passes over a whole value; returns false where the document is cut within it. */
  private boolean skip(JsonToken first) throws IOException {
    int open = 0;
    JsonToken token = first;
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      if (token.isStructStart()) {
        open++;
        if (token == JsonToken.START_ARRAY && cursor != null) {
          cursor.passArray();
        }
      } else if (token.isStructEnd()) {
        open--;
      }
      if (open == 0) {
        parser.finishToken();
        return true;
      }
      token = parser.nextToken();
    }
    return false;
  }

  /** After the name of a member and its colon. */
  private int valueStart() throws Unparsable {
    int index = parser.canParseAsync() ? offset(parser.currentLocation()) : nameEnd();
    if (index < 1 || index > end || document[index - 1] != '"') {
      throw new Unparsable(); // the parser counts in another way than it did: show nothing
    }
    index = skipBlanks(index);
    if (index < end && document[index] != ':') {
      throw new Unparsable();
    }
    return skipBlanks(index + 1);
  }

  private int nameEnd() throws Unparsable {
    int index = offset(parser.currentTokenLocation());
    if (index < 0 || index >= end || document[index] != '"') {
      throw new Unparsable();
    }
    index++;
    while (index < end && document[index] != '"') {
      index += document[index] == '\\' ? 2 : 1;
    }
    return index + 1;
  }

  private int valueEnd(int start) throws Unparsable {
    int index = offset(parser.currentLocation());
    int next = skipBlanks(index);
    boolean plausible = next >= end ? next == end : ",}]".indexOf(document[next]) >= 0;
    if (index <= start || index > end || !plausible) {
      throw new Unparsable();
    }
    return index;
  }

  private int skipBlanks(int from) {
    int index = from;
    while (index < end && document[index] >= 0 && document[index] <= ' ') {
      index++;
    }
    return index;
  }

  private static int offset(JsonLocation location) {
    return (int) location.getByteOffset();
  }
}
