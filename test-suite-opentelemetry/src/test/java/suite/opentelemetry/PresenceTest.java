package suite.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.opentelemetry.Signal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.opentelemetry.support.OtlpReceiver;
import suite.presence.Presence;

/** With nothing configured, an application with the module is what it is without it. */
final class PresenceTest {

  private static final String MODULE = "routeflow-micronaut-opentelemetry";

  /** Of the framework where there is Kotlin, which OkHttp needs; for suspending routes alone. */
  private static final String OF_KOTLIN = "has bean io.micronaut.http.server.CoroutineHelper";

  @TempDir Path folder = Path.of("");

  private Presence presence() {
    return new Presence(folder, MODULE);
  }

  @Test
  void withoutAnEndpointTheApplicationIsAsWithoutTheModuleAndItsJars() throws Exception {
    List<String> present = presence().run(entry -> true);
    List<String> absent =
        presence()
            .run(
                entry ->
                    !presence().isOfModule(entry)
                        && !Presence.artifact(entry)
                            .matches("(opentelemetry|okhttp|okio|kotlin)-.*"));
    assertThat(Presence.facts(present))
        .contains("has answered 404, flushed true")
        .filteredOn(fact -> !fact.equals(OF_KOTLIN))
        .containsExactlyElementsOf(Presence.facts(absent));
    assertThat(Presence.log(present)).hasSizeLessThanOrEqualTo(Presence.log(absent).size() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okhttp-",
        "opentelemetry-exporter-otlp-common",
        "opentelemetry-sdk-trace",
        "opentelemetry-sdk-metrics",
        "opentelemetry-sdk-logs",
        "opentelemetry-logback-appender"
      })
  void withAJarLeftOutTheApplicationServesAndOneLineForEachSignalNamesALibrary(String jar)
      throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      List<String> output =
          presence()
              .run(
                  entry -> !Presence.artifact(entry).startsWith(jar),
                  "-Drouteflow.otlp.endpoint=" + receiver.httpUrl(),
                  "-Drouteflow.otlp.signals=traces,metrics,logs");
      assertThat(Presence.facts(output)).contains("has answered 404, flushed true");
      List<String> warnings = Presence.log(output).stream().filter(Presence::isWarning).toList();
      assertThat(warnings)
          .isNotEmpty()
          .hasSizeLessThanOrEqualTo(Signal.values().length)
          .doesNotHaveDuplicates()
          .allMatch(line -> line.contains("is missing or of another version"));
    }
  }
}
