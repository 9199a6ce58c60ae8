package suite.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import suite.support.IngestContract;

/** The blocks of the pages that are neither configuration nor Java. */
final class OtherBlocksTest {

  private static final Pattern MODULES = Pattern.compile("-pl ([^\\s,]+)");
  private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");
  private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");
  private static final Pattern PROGRAM = Pattern.compile("(?m)^(\\./mvnw|\\.ci/[\\w-]+)");
  private static final Pattern BENCHMARK = Pattern.compile("-Djmh=\"(\\w+)");

  static List<Block> json() {
    return Stream.of(Proof.BATCH, Proof.SHOP_EVENT, Proof.CALLS)
        .flatMap(proof -> proof.blocks().stream())
        .toList();
  }

  static List<Block> xml() {
    return Proof.DEPENDENCIES.blocks();
  }

  static List<Block> commands() {
    return Proof.COMMANDS.blocks();
  }

  /** A page may show members that the rest of the event is beside, or an outgoing call alone. */
  @ParameterizedTest
  @MethodSource("json")
  void anEventIsOneOfTheContract(Block block) {
    ObjectNode shown = ShownEvent.of(block);
    ObjectNode batch = ShownEvent.of(Proof.BATCH.block());
    if (!shown.has("events")) {
      ObjectNode event = ShownEvent.of(Proof.SHOP_EVENT.blockOf("README.md"));
      if (shown.has("host")) {
        event.putArray("external_calls").add(shown);
      } else {
        event.setAll(shown);
      }
      batch.putArray("events").add(event);
    }
    assertThat(IngestContract.check(batch)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("xml")
  void dependenciesAreModulesOfThisVersion(Block block) throws Exception {
    Document document = parseXml("<project>" + block.text() + "</project>");
    NodeList dependencies = document.getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      if (text(dependency, "groupId").equals("io.routeflow")) {
        Path pom = Block.PROJECT.resolve(text(dependency, "artifactId")).resolve("pom.xml");
        assertThat(pom).exists();
        assertThat(text(dependency, "version")).isEqualTo(version());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsNameWhatThereIs(Block block) throws IOException {
    for (String module : named(MODULES, block)) {
      assertThat(Block.PROJECT.resolve(module).resolve("pom.xml")).exists();
    }
    for (String profile : named(PROFILE, block)) {
      String pom = Files.readString(Path.of("pom.xml"), UTF_8);
      assertThat(pom).contains("<id>" + profile + "</id>");
    }
    for (String name : named(TEST, block)) {
      assertThat(sources("src/test/java")).contains(name + ".java");
    }
    for (String name : named(BENCHMARK, block)) {
      assertThat(sources("src/bench/java")).contains(name + ".java");
    }
    for (String program : named(PROGRAM, block)) {
      assertThat(Block.PROJECT.resolve(program)).isExecutable();
    }
  }

  @Test
  void theQueryScalesSampledRequestsUp() throws SQLException {
    String query = Proof.QUERY.block().text();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:documentation");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE events (path VARCHAR, sample_rate DOUBLE PRECISION, kept_because VARCHAR)");
      statement.execute(
          "INSERT INTO events VALUES ('/a', 0.01, NULL), ('/a', 0.01, NULL), ('/a', 0.01, 'slow')");
      try (ResultSet rows = statement.executeQuery(query)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("path")).isEqualTo("/a");
        assertThat(rows.getDouble("requests")).isEqualTo(200);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private static Document parseXml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static String text(Element parent, String child) {
    NodeList found = parent.getElementsByTagName(child);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static String version() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Block.PROJECT.resolve("pom.xml").toFile());
    return text(pom.getDocumentElement(), "version");
  }

  private static List<String> named(Pattern pattern, Block block) {
    return pattern.matcher(block.text()).results().map(result -> result.group(1)).toList();
  }

  private static List<String> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
