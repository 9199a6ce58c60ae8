package io.routeflow.micronaut.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds what is written about the settings against the settings. After a change of a setting:
 *
 * <pre>./mvnw -pl routeflow-micronaut test -Dtest=SettingsDocumentationTest \
 *   -Drouteflow.docs.write=true</pre>
 */
final class SettingsDocumentationTest {

  private static final boolean WRITE = Boolean.getBoolean("routeflow.docs.write");
  private static final Path README = Path.of("..", "README.md");
  private static final Path METADATA =
      Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");
  private static final String BEGIN = "<!-- settings:begin -->\n";
  private static final String END = "<!-- settings:end -->";

  @Test
  void theTableOfTheReadmeSaysWhatTheSettingsSay() throws IOException {
    String readme = Files.readString(README, UTF_8);
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    assertThat(begin).as("the marker before the table").isNotNegative();
    assertThat(end).as("the marker after the table").isGreaterThan(begin);
    String expected = readme.substring(0, begin + BEGIN.length()) + table() + readme.substring(end);
    compare(README, readme, expected);
  }

  @Test
  void theMetadataForEditorsSaysWhatTheSettingsSay() throws IOException {
    compare(METADATA, Files.exists(METADATA) ? Files.readString(METADATA, UTF_8) : "", metadata());
  }

  @Test
  void everyDescriptionIsASentenceAndEveryKeyIsThereOnce() {
    assertThat(Settings.ALL).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(Settings.ALL)
        .allSatisfy(
            setting -> {
              assertThat(setting.key()).matches("[a-z]+([.-][a-z]+)*");
              assertThat(setting.description()).endsWith(".");
            });
  }

  private static void compare(Path file, String found, String expected) throws IOException {
    if (WRITE && !found.equals(expected)) {
      Files.writeString(file, expected, UTF_8);
      return;
    }
    assertThat(found)
        .as("%s; -Drouteflow.docs.write=true writes it anew", file)
        .isEqualTo(expected);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| Key | Default | Accepts | What it does |\n");
    table.append("|---|---|---|---|\n");
    for (Setting<?> setting : Settings.ALL) {
      table.append(
          "| `routeflow.%s` | %s | %s | %s |%n"
              .formatted(
                  setting.key(),
                  shownDefault(setting),
                  setting.format().expected(),
                  setting.description()));
    }
    return table.toString().replace(System.lineSeparator(), "\n");
  }

  private static String shownDefault(Setting<?> setting) {
    String shown = setting.shownDefault();
    boolean isText = shown.isEmpty() || shown.startsWith("`") || shown.equals("detected");
    return isText ? shown : "`" + shown + "`";
  }

  private static String metadata() throws IOException {
    StringWriter text = new StringWriter();
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
      json.writeStartObject();
      json.writeArrayFieldStart("properties");
      for (Setting<?> setting : Settings.ALL) {
        json.writeStartObject();
        json.writeStringField("name", "routeflow." + setting.key());
        json.writeStringField("type", type(setting.defaultValue()));
        json.writeStringField(
            "description",
            setting.description().replace("`", "")
                + " Accepts "
                + setting.format().expected()
                + ".");
        if (!shownDefault(setting).equals(setting.shownDefault())) {
          json.writeStringField("defaultValue", setting.shownDefault());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static String type(Object value) {
    if (value instanceof List) {
      return "java.util.List<java.lang.String>";
    }
    if (value instanceof Map) {
      return "java.util.Map<java.lang.String,java.lang.String>";
    }
    boolean simple = value instanceof Boolean || value instanceof Number;
    return simple ? value.getClass().getName() : "java.lang.String";
  }
}
