package suite.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.presence.Presence;

/** With nothing configured, an application with the module is what it is without it. */
final class PresenceTest {

  private static final String MODULE = "routeflow-micronaut-kafka";

  @TempDir Path folder = Path.of("");

  private Presence presence() {
    return new Presence(folder, MODULE);
  }

  @Test
  void withoutATopicTheApplicationIsAsWithoutTheModule() throws Exception {
    assertSame(entry -> true, entry -> !presence().isOfModule(entry));
  }

  @Test
  void withoutTheFrameworksModuleItIsAsWithoutToo() throws Exception {
    assertSame(
        PresenceTest::isNotOfKafka, entry -> isNotOfKafka(entry) && !presence().isOfModule(entry));
  }

  @Test
  void aTopicWithoutTheFrameworksModuleIsOneLineThatSaysWhatIsMissing() throws Exception {
    List<String> output =
        presence().run(PresenceTest::isNotOfKafka, "-Drouteflow.kafka.topic=events");
    assertThat(output).contains("has answered 404, flushed true");
    assertThat(Presence.log(output))
        .filteredOn(Presence::isWarning)
        .containsExactly(
            "WARN io.routeflow.micronaut.kafka No events are sent to Kafka:"
                + " io.micronaut.kafka:micronaut-kafka is missing");
  }

  private static boolean isNotOfKafka(String entry) {
    return !Presence.artifact(entry).matches("(micronaut-kafka|kafka)[-_].*");
  }

  private void assertSame(Predicate<String> with, Predicate<String> without) throws Exception {
    List<String> present = presence().run(with);
    List<String> absent = presence().run(without);
    assertThat(Presence.facts(present))
        .contains("has answered 404, flushed true")
        .containsExactlyElementsOf(Presence.facts(absent));
    assertThat(Presence.log(present)).hasSizeLessThanOrEqualTo(Presence.log(absent).size() + 1);
  }
}
