package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.async.NonBlockingInputFeeder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.Arrays;

/** How documents are parsed, and within which limits. Safe for concurrent use. */
final class JsonSource {

  /** A deeper document is not shown. Receivers have such limits too, and the event adds to it. */
  static final int MAX_DEPTH = 500;

  /** In bytes. The parser remembers names, so this bounds what hostile documents leave behind. */
  static final int MAX_NAME_LENGTH = 1_024;

  /** In digits: what Jackson reads by default, and so what receivers do. */
  static final int MAX_NUMBER_LENGTH = 1_000;

  private static final int POOLED_BUFFERS = 4;
  private static final int FIRST_ARRAYS = 32;

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  // only passed over: the length of the document is limit enough
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** A parser of a whole document. */
  JsonParser whole(byte[] document, int length) throws IOException {
    return factory.createParser(document, 0, length);
  }

  /** A parser of the beginning of a document: its tokens end with {@code NOT_AVAILABLE}. */
  JsonParser beginning(byte[] document, int length) throws IOException {
    JsonParser parser = factory.createNonBlockingByteArrayParser();
    NonBlockingInputFeeder feeder = parser.getNonBlockingInputFeeder();
    ((ByteArrayFeeder) feeder).feedInput(document, 0, length);
    return parser;
  }

  /** The lengths of all arrays of a document, in the order in which they begin. */
  int[] arrayLengths(byte[] document, int length) throws IOException {
    int[] lengths = new int[FIRST_ARRAYS];
    int[] open = new int[MAX_DEPTH + 1];
    int arrays = 0;
    int depth = 0;
    try (JsonParser parser = whole(document, length)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructEnd()) {
          depth--;
          continue;
        }
        if (token != JsonToken.FIELD_NAME && depth > 0 && open[depth - 1] >= 0) {
          lengths[open[depth - 1]]++;
        }
        if (token.isStructStart()) {
          open[depth++] = token == JsonToken.START_ARRAY ? arrays++ : -1;
        }
        if (arrays == lengths.length) {
          lengths = Arrays.copyOf(lengths, 2 * arrays);
        }
      }
    }
    return Arrays.copyOf(lengths, arrays);
  }
}
