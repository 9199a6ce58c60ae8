package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.policy.masking.ModelValue.Arr;
import io.routeflow.micronaut.policy.masking.ModelValue.Member;
import io.routeflow.micronaut.policy.masking.ModelValue.Obj;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forms as lists of names and values: what is shown of a spelling of one is the object that the
 * list makes, without what has to be gone from it. {@code -Dsuite.masking.documents=n} says how
 * many, {@code -Dsuite.masking.seed=n} repeats a run.
 */
final class FormModelTest {

  private static final Logger LOG = LoggerFactory.getLogger(FormModelTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int FORMS = Integer.getInteger("suite.masking.documents", 20_000);
  private static final int LIMIT = 1 << 16;
  private static final String UNPARSABLE = "Omitted[reason=UNPARSABLE]";

  private static final String[] BROKEN = {
    "%",
    "%4",
    "%zz",
    "%+1",
    "%C3",
    "%c3%28",
    "%FF",
    "%ED%A0%80",
    "%C0%AF",
    "%F4%90%80%80",
    "%u0041",
    "ü",
    " ",
    "\"",
    "<",
    ">",
    "{",
    "}",
    "|",
    "^",
    "`",
    "\\",
    "\n",
    "\u0000",
    ";",
    "%00=1&%"
  };

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());

  private static final FormRedactor MASKING = new FormRedactor(NAMES, RedactionPaths.none(), LIMIT);

  private final Random random = new Random(SEED);
  private final ModelSpelling spelling = new ModelSpelling(random);

  /** A field, and whether it is written with an equals sign. */
  private record Field(String name, String value, boolean equals) {}

  @Test
  void whatIsShownIsWhatTheModelLeaves() {
    LOG.info("{} forms, seed {}", FORMS, SEED);
    for (int i = 0; i < FORMS; i++) {
      List<Field> fields = fields();
      List<ModelPath> paths = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        paths.add(ModelPath.any(random));
      }
      List<String> texts = paths.stream().map(spelling::path).toList();
      String form = form(fields);
      Obj object = object(fields);
      Set<ModelValue> redacted = Collections.newSetFromMap(new IdentityHashMap<>());
      paths.forEach(path -> redacted.addAll(path.select(object)));
      boolean plausible = fields.stream().allMatch(field -> isPlausible(field.name()));
      check(
          texts, form, plausible ? ModelValue.shown(object, redacted, true) : List.of(UNPARSABLE));
    }
  }

  @Test
  void aFormWithAnEscapeThatIsNoneOrACharacterThatIsNeverRawIsNotShown() {
    LOG.info("{} forms, seed {}", FORMS, SEED);
    for (int i = 0; i < FORMS; i++) {
      String form = form(fields());
      int at = random.nextInt(form.length() + 1);
      while (at > 0 && form.substring(Math.max(0, at - 2), at).contains("%")) {
        at--;
      }
      String broken = BROKEN[random.nextInt(BROKEN.length)];
      check(
          List.of(),
          form.substring(0, at) + broken + "&" + form.substring(at),
          List.of(UNPARSABLE));
    }
  }

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String value = random.nextInt(4) == 0 ? "" : wellFormed(ModelNames.any(random));
      String name = wellFormed(ModelNames.any(random));
      fields.add(
          new Field(name, value, !value.isEmpty() || name.isEmpty() || random.nextBoolean()));
    }
    return fields;
  }

  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private String form(List<Field> fields) {
    StringBuilder form = new StringBuilder(random.nextInt(20) == 0 ? "&" : "");
    for (Field field : fields) {
      form.append(spelling.encoded(field.name()));
      form.append(field.equals() ? "=" : "").append(spelling.encoded(field.value()));
      form.append(random.nextInt(20) == 0 ? "&&" : "&");
    }
    boolean ends = form.length() > 0 && random.nextBoolean();
    return ends ? form.substring(0, form.length() - 1) : form.toString();
  }

  private static Obj object(List<Field> fields) {
    Map<String, List<ModelValue>> grouped = new LinkedHashMap<>();
    for (Field field : fields) {
      grouped
          .computeIfAbsent(field.name(), name -> new ArrayList<>())
          .add(ModelValue.string(field.value()));
    }
    Obj object = new Obj();
    grouped.forEach((name, values) -> object.members.add(new Member(name, valueOf(values))));
    return object;
  }

  private static ModelValue valueOf(List<ModelValue> values) {
    if (values.size() == 1) {
      return values.get(0);
    }
    Arr array = new Arr();
    array.elements.addAll(values);
    return array;
  }

  private static boolean isPlausible(String name) {
    return name.chars().noneMatch(c -> c < ' ' || "\"=&{}<>\\".indexOf(c) >= 0);
  }

  private static void check(List<String> paths, String form, List<String> expected) {
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    FormRedactor redactor =
        paths.isEmpty() ? MASKING : new FormRedactor(NAMES, RedactionPaths.of(paths), LIMIT);
    RedactedBody body = redactor.redact(bytes, bytes.length, true);
    List<String> shown =
        body instanceof RedactedBody.Json json
            ? JsonTree.tokens(json.text())
            : List.of(body.toString());
    if (!shown.equals(expected)) {
      assertThat(shown).as("seed %d, %s in %s", SEED, paths, form).isEqualTo(expected);
    }
  }
}
