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
import java.util.ArrayList;
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

  private static final Pattern FOLDERS = Pattern.compile("^ +([a-z/]+/(?: · [a-z/]+/)*) .*");

  static List<Block> json() {
    return Stream.of(Proof.BATCH, Proof.SHOP_EVENT, Proof.CALLS)
        .flatMap(proof -> proof.blocks().stream())
        .toList();
  }

  static List<Block> xml() {
    return Proof.DEPENDENCIES.blocks();
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

  /** Behind a dot is a folder beside the one before it; what is indented is in the one above. */
  @Test
  void thePackagesOfTheArchitectureAreThoseThatThereAre() throws IOException {
    Path root = Block.PROJECT.resolve("routeflow-micronaut/src/main/java/io/routeflow/micronaut");
    List<Path> named = new ArrayList<>();
    Path above = root;
    for (String line : Proof.PACKAGES.block().text().lines().skip(1).toList()) {
      boolean inner = line.startsWith("     ");
      Path in = inner ? above : root;
      for (String name : FOLDERS.matcher(line).replaceFirst("$1").split(" · ", -1)) {
        Path folder = Files.isDirectory(in.resolve(name)) ? in.resolve(name) : beside(named, name);
        assertThat(folder).as(line).isDirectory();
        named.add(folder);
      }
      above = inner ? above : named.get(named.size() - 1);
    }
    try (Stream<Path> there = Files.list(root)) {
      assertThat(there.filter(Files::isDirectory))
          .allMatch(folder -> named.stream().anyMatch(one -> one.startsWith(folder)));
    }
  }

  private static Path beside(List<Path> named, String name) {
    return named.isEmpty() ? Path.of(name) : named.get(named.size() - 1).resolveSibling(name);
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
}
