package suite.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.routeflow.micronaut.configuration.Setting;
import io.routeflow.micronaut.configuration.SettingCatalog;
import io.routeflow.micronaut.configuration.SettingGroup;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds what is written about the settings of all modules against the settings. After a change:
 *
 * <pre>./mvnw -pl test-suite -am test -Dtest=SettingsDocumentationTest \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dsuite.docs.write=true</pre>
 */
final class SettingsDocumentationTest {

  private static final boolean WRITE = Boolean.getBoolean("suite.docs.write");
  private static final Path PROJECT = Path.of("..");
  private static final Path PAGE = PROJECT.resolve("docs/guide/settings.md");
  private static final String METADATA =
      "src/main/resources/META-INF/spring-configuration-metadata.json";
  private static final String BEGIN = "<!-- settings:begin -->\n";
  private static final String END = "<!-- settings:end -->";
  private static final List<SettingCatalog> CATALOGS = DocumentedKeys.documented();

  @Test
  void theTablesOfTheGuideSayWhatTheSettingsSay() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    assertThat(begin).as("the marker before the tables").isNotNegative();
    assertThat(end).as("the marker after the tables").isGreaterThan(begin);
    compare(PAGE, page, page.substring(0, begin + BEGIN.length()) + tables() + page.substring(end));
  }

  @Test
  void theMetadataForEditorsSaysWhatTheSettingsSay() throws IOException {
    for (SettingCatalog catalog : CATALOGS) {
      Path file = PROJECT.resolve(catalog.module()).resolve(METADATA);
      compare(file, Files.exists(file) ? Files.readString(file, UTF_8) : "", metadata(catalog));
    }
  }

  @Test
  void everyDescriptionIsASentenceAndEveryKeyIsThereOnce() {
    assertThat(groups().stream().flatMap(group -> group.settings().stream().map(group::path)))
        .doesNotHaveDuplicates()
        .allSatisfy(key -> assertThat(key).matches("[a-z]+([.-]([a-z]+|[*]))*"));
    assertThat(groups().stream().flatMap(group -> group.settings().stream()))
        .allSatisfy(setting -> assertThat(setting.description()).endsWith("."));
  }

  private static List<SettingGroup> groups() {
    return CATALOGS.stream().flatMap(catalog -> catalog.groups().stream()).toList();
  }

  private static void compare(Path file, String found, String expected) throws IOException {
    if (WRITE && !found.equals(expected)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected, UTF_8);
      return;
    }
    assertThat(found).as("%s; -Dsuite.docs.write=true writes it anew", file).isEqualTo(expected);
  }

  private static String tables() {
    StringBuilder tables = new StringBuilder();
    for (SettingCatalog catalog : CATALOGS) {
      for (SettingGroup group : catalog.groups()) {
        tables.append(heading(catalog, group));
        tables.append("| Key | Default | Accepts | What it does |\n|---|---|---|---|\n");
        group.settings().forEach(setting -> tables.append(row(group, setting)));
      }
    }
    return tables + "\n";
  }

  private static String heading(SettingCatalog catalog, SettingGroup group) {
    String core = CATALOGS.get(0).module();
    String where = catalog.module().equals(core) ? "" : "With `" + catalog.module() + "`:\n\n";
    return "\n### " + group.title() + "\n\n" + where;
  }

  private static String row(SettingGroup group, Setting<?> setting) {
    return "| `routeflow."
        + group.path(setting).replace("*", "<name>")
        + "` | "
        + shownDefault(setting)
        + " | "
        + setting.type().expected()
        + " | "
        + setting.description()
        + variables(setting)
        + " |\n";
  }

  private static String variables(Setting<?> setting) {
    StringBuilder text = new StringBuilder();
    for (Setting.Fallback fallback : setting.fallbacks()) {
      text.append(text.isEmpty() ? " Unset, it is taken from `" : "`, `");
      text.append(fallback.variable());
    }
    return text.isEmpty() ? "" : text + "`.";
  }

  private static String shownDefault(Setting<?> setting) {
    return isText(setting) ? setting.shownDefault() : "`" + setting.shownDefault() + "`";
  }

  /** Whether the default is said in words. */
  private static boolean isText(Setting<?> setting) {
    return setting.shownDefault().isEmpty()
        || setting.shownDefault().startsWith("`")
        || setting.defaultValue() == null;
  }

  private static String metadata(SettingCatalog catalog) throws IOException {
    StringWriter text = new StringWriter();
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
      json.writeStartObject();
      json.writeArrayFieldStart("properties");
      for (SettingGroup group : catalog.groups()) {
        if (!group.isTemplate()) {
          for (Setting<?> setting : group.settings()) {
            write(json, group, setting);
          }
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, SettingGroup group, Setting<?> setting)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", SettingGroup.ROOT + group.path(setting));
    json.writeStringField("type", setting.type().editorType());
    json.writeStringField(
        "description",
        setting.description().replace("`", "") + " Accepts " + setting.type().expected() + ".");
    if (!isText(setting)) {
      json.writeStringField("defaultValue", setting.shownDefault());
    }
    json.writeEndObject();
  }
}
