package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.routeflow.micronaut.event.WellFormed;
import io.routeflow.micronaut.policy.masking.ModelValue.Arr;
import io.routeflow.micronaut.policy.masking.ModelValue.Member;
import io.routeflow.micronaut.policy.masking.ModelValue.Obj;
import io.routeflow.micronaut.policy.masking.ModelValue.Scalar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents as trees, with paths as lists of steps: what has to be gone is found on the tree, and
 * what is shown of a spelling of it, read again, is the rest of the tree and nothing else. {@code
 * -Dsuite.masking.documents=n} says how many documents, {@code -Dsuite.masking.seed=n} repeats a
 * run.
 */
final class JsonModelTest {

  private static final Logger LOG = LoggerFactory.getLogger(JsonModelTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int DOCUMENTS = Integer.getInteger("suite.masking.documents", 20_000) / 5;
  private static final int LIMIT = 1 << 20;

  private static final List<String> UNPARSABLE = List.of("Omitted[reason=UNPARSABLE]");

  private static final String[] NUMBERS = {
    "0",
    "-0",
    "7",
    "-12.50",
    "1e9",
    "1E+9",
    "-0.0e-00",
    "1e400",
    "9007199254740993",
    "123456789012345678901234567890.123456789012345678901234567890"
  };

  /** Overlong, a surrogate, beyond Unicode, cut, and a byte that no character begins with. */
  private static final String[] NOT_UTF8 = {"c0af", "e08080", "eda080", "f4908080", "c3", "80"};

  /** The parser of characters takes some of other scripts for hexadecimal digits. */
  private static final Pattern BROKEN_ESCAPE =
      Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9A-Fa-f]{4})");

  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(JsonSource.MAX_DEPTH).build())
          .build();

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final JsonRedactor MASKING = new JsonRedactor(NAMES, RedactionPaths.none(), LIMIT);
  private static final JsonRedactor SHORT = new JsonRedactor(NAMES, RedactionPaths.none(), 64);

  private final Random random = new Random(SEED);
  private final ModelSpelling spelling = new ModelSpelling(random);

  @Test
  void whatIsShownIsWhatTheModelLeaves() {
    LOG.info("{} documents, seed {}", DOCUMENTS, SEED);
    int hits = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      ModelValue document = document(i);
      List<ModelPath> paths = paths();
      Set<ModelValue> redacted = selected(paths, document);
      hits += redacted.isEmpty() ? 0 : 1;
      List<String> texts = paths.stream().map(spelling::path).toList();
      String json = spelling.json(document);
      List<String> shown = tokens(redactor(texts), json.getBytes(StandardCharsets.UTF_8));
      check(shown, expected(document, redacted), texts, json);
    }
    assertThat(hits).isGreaterThan(DOCUMENTS / 10);
  }

  @Test
  void aDocumentWithAWrongByteIsShownAsItReadsOrNotAtAll() {
    LOG.info("{} documents, seed {}", DOCUMENTS, SEED);
    int unparsable = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      List<ModelPath> paths = paths();
      List<String> texts = paths.stream().map(spelling::path).toList();
      byte[] bytes = damaged(spelling.json(document(i)).getBytes(StandardCharsets.UTF_8));
      ModelValue read = read(bytes);
      List<String> expected = read == null ? UNPARSABLE : expected(read, selected(paths, read));
      unparsable += read == null ? 1 : 0;
      List<String> shown = tokens(redactor(texts), bytes);
      check(shown, expected, texts, new String(bytes, StandardCharsets.UTF_8));
    }
    assertThat(unparsable).isBetween(DOCUMENTS / 4, DOCUMENTS);
  }

  @Test
  void theBeginningOfADocumentIsTheBeginningOfWhatTheModelLeaves() {
    for (int i = 0; i < DOCUMENTS; i++) {
      ModelValue document = document(i);
      byte[] bytes = spelling.json(document).getBytes(StandardCharsets.UTF_8);
      RedactedBody whole = MASKING.redact(bytes, bytes.length, true);
      String all = whole instanceof RedactedBody.Json json ? json.text() : "";
      int length = random.nextInt(bytes.length + 1);
      JsonRedactor redactor = random.nextBoolean() ? MASKING : SHORT;
      RedactedBody body = redactor.redact(bytes, length, false);
      if (body instanceof RedactedBody.Text text) {
        String shown = withoutHalves(withoutBlanks(text.text()));
        if (whole instanceof RedactedBody.Json
            && !withoutHalves(withoutBlanks(all)).startsWith(shown)) {
          assertThat(all)
              .as(
                  "seed %d, %d bytes of %s",
                  SEED, length, new String(bytes, StandardCharsets.UTF_8))
              .startsWith(shown);
        }
      } else if (whole instanceof RedactedBody.Json && length > 8) {
        assertThat(body)
            .as("seed %d, %d bytes of %s", SEED, length, new String(bytes, StandardCharsets.UTF_8))
            .isInstanceOf(RedactedBody.Text.class);
      }
    }
  }

  @Test
  void documentsWithAByteOrderMarkOrTooDeepAreNotShown() {
    for (int i = 0; i < DOCUMENTS / 100; i++) {
      String json = spelling.json(document(i));
      byte[] marked = ("\ufeff" + json).getBytes(StandardCharsets.UTF_8);
      byte[] deep =
          ("[".repeat(JsonSource.MAX_DEPTH) + "{}" + "]".repeat(JsonSource.MAX_DEPTH))
              .getBytes(StandardCharsets.UTF_8);
      for (byte[] bytes : List.of(marked, deep)) {
        assertThat(tokens(redactor(List.of("$..a")), bytes)).isEqualTo(UNPARSABLE);
        assertThat(tokens(MASKING, bytes)).isEqualTo(UNPARSABLE);
      }
    }
  }

  /** A beginning keeps halves of surrogate pairs, and may end within an escape. */
  private static String withoutHalves(String json) {
    return json.replaceAll("(?i)\\\\u(d[89a-f][0-9a-f]{2}|fffd)", "\ufffd")
        .replaceAll("\\\\(u[0-9a-fA-F]{0,3})?$", "");
  }

  private static List<String> expected(ModelValue document, Set<ModelValue> redacted) {
    return ModelValue.hasReadableNames(document)
        ? ModelValue.shown(document, redacted, true).stream().map(WellFormed::text).toList()
        : UNPARSABLE;
  }

  private List<ModelPath> paths() {
    List<ModelPath> paths = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      paths.add(ModelPath.any(random));
    }
    return paths;
  }

  private static Set<ModelValue> selected(List<ModelPath> paths, ModelValue document) {
    Set<ModelValue> selected = Collections.newSetFromMap(new IdentityHashMap<>());
    paths.forEach(path -> selected.addAll(path.select(document)));
    return selected;
  }

  private ModelValue document(int number) {
    if (number % 200 == 0) {
      return deep(JsonSource.MAX_DEPTH - 2 - random.nextInt(100));
    }
    return number % 10 == 0 ? value(0) : container(random.nextInt(6));
  }

  /** A chain of values, each beside a few small ones. */
  private ModelValue deep(int depth) {
    ModelValue inner = value(1);
    for (int i = 0; i < depth; i++) {
      ModelValue outer = container(0);
      if (outer instanceof Arr array) {
        array.elements.add(random.nextInt(array.elements.size() + 1), inner);
      } else if (outer instanceof Obj object) {
        object.members.add(new Member(ModelNames.any(random), inner));
      }
      inner = outer;
    }
    return inner;
  }

  private ModelValue value(int depth) {
    return depth > 0 && random.nextInt(5) > 1 ? container(depth - 1) : scalar();
  }

  private ModelValue container(int depth) {
    int width = random.nextInt(depth == 0 && random.nextInt(100) == 0 ? 200 : 5);
    if (random.nextInt(5) < 2) {
      Arr array = new Arr();
      for (int i = 0; i < width; i++) {
        array.elements.add(value(depth));
      }
      return array;
    }
    Obj object = new Obj();
    for (int i = 0; i < width; i++) {
      object.members.add(new Member(ModelNames.any(random), value(depth)));
    }
    return object;
  }

  private Scalar scalar() {
    return switch (random.nextInt(6)) {
      case 0 -> new Scalar(JsonToken.VALUE_NULL, "null");
      case 1 -> new Scalar(JsonToken.VALUE_TRUE, "true");
      case 2 -> new Scalar(JsonToken.VALUE_FALSE, "false");
      case 3 -> number(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4 -> ModelValue.string(ModelNames.any(random) + "\",:{}[]".charAt(random.nextInt(7)));
      default -> ModelValue.string(ModelNames.any(random));
    };
  }

  private static Scalar number(String text) {
    boolean whole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    return new Scalar(whole ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT, text);
  }

  private byte[] damaged(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    byte[] damaged = bytes.clone();
    switch (random.nextInt(5)) {
      case 0 -> damaged[at] = (byte) random.nextInt(256);
      case 4 -> {
        byte[] wrong = HexFormat.of().parseHex(NOT_UTF8[random.nextInt(NOT_UTF8.length)]);
        damaged = Arrays.copyOf(bytes, bytes.length + wrong.length);
        System.arraycopy(wrong, 0, damaged, at, wrong.length);
        System.arraycopy(bytes, at, damaged, at + wrong.length, bytes.length - at);
      }
      case 1 -> damaged[at] = (byte) "\"\\{}[]:,0a \n".charAt(random.nextInt(12));
      case 2 -> {
        damaged = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, damaged, 0, at);
        System.arraycopy(bytes, at + 1, damaged, at, bytes.length - at - 1);
      }
      default -> {
        damaged = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, damaged, 0, at);
        damaged[at] = bytes[random.nextInt(bytes.length)];
        System.arraycopy(bytes, at, damaged, at + 1, bytes.length - at);
      }
    }
    return damaged;
  }

  private static @Nullable ModelValue read(byte[] bytes) {
    try {
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (BROKEN_ESCAPE.matcher(json).find()) {
        return null;
      }
      try (JsonParser parser = STRICT.createParser(json)) {
        JsonToken first = parser.nextToken();
        ModelValue read = first == null ? null : ModelValue.read(parser, first);
        return parser.nextToken() == null ? read : null;
      }
    } catch (CharacterCodingException e) {
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private static JsonRedactor redactor(List<String> paths) {
    if (paths.isEmpty()) {
      return MASKING;
    }
    RedactionPaths parsed = RedactionPaths.of(paths);
    if (!parsed.invalid().isEmpty()) {
      assertThat(parsed.invalid()).as("seed %d: %s", SEED, paths).isEmpty();
    }
    return new JsonRedactor(NAMES, parsed, LIMIT);
  }

  private static List<String> tokens(JsonRedactor redactor, byte[] bytes) {
    RedactedBody body = redactor.redact(bytes, bytes.length, true);
    return body instanceof RedactedBody.Json json
        ? JsonTree.tokens(json.text())
        : List.of(body.toString());
  }

  private static void check(
      List<String> shown, List<String> expected, List<String> paths, String json) {
    if (!shown.equals(expected)) {
      assertThat(shown).as("seed %d, %s in %s", SEED, paths, json).isEqualTo(expected);
    }
  }

  private static String withoutBlanks(String text) {
    return text.chars()
        .filter(c -> c > ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
