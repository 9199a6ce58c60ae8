package suite.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowOverrides;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

final class SettingsEffectTest {

  private static final String SPEC = "SettingsEffectTest";
  private static final String IN_CODE = "SettingsEffectTest.inCode";

  @Test
  void whoSendsIsNamedInEachBatch() {
    JsonNode batch =
        batchWith(
            Map.of(
                "routeflow.env", "staging",
                "routeflow.service-name", "orders",
                "routeflow.service-version", "1.2.3",
                "routeflow.tags", "team=shop, zone = eu-1",
                "routeflow.code-version", "a7f91c"));
    assertThat(batch.path("environment").asText()).isEqualTo("staging");
    assertThat(batch.path("code_version").asText()).isEqualTo("a7f91c");
    JsonNode service = batch.path("service");
    assertThat(service.path("name").asText()).isEqualTo("orders");
    assertThat(service.path("version").asText()).isEqualTo("1.2.3");
    assertThat(service.path("tags").path("team").asText()).isEqualTo("shop");
    assertThat(service.path("tags").path("zone").asText()).isEqualTo("eu-1");
    assertThat(service.path("instance").asText()).matches("[0-9a-f]{6}");
  }

  @Test
  void aTagThatCannotBeReadCostsNoOtherAndIsOneLine() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration")) {
      JsonNode tags =
          batchWith(Map.of("routeflow.tags", List.of("checkout", "team=shop", "zone=", "=x")))
              .path("service")
              .path("tags");
      assertThat(tags.size()).isEqualTo(2);
      assertThat(tags.path("checkout").asText()).isEqualTo("true");
      assertThat(tags.path("team").asText()).isEqualTo("shop");
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("Unexpected form of routeflow.tags: expected ")
          .endsWith("; left out: 2 entries");
    }
  }

  @Test
  void theDefaultsOfThatAreTheApplicationsNameAndDevelopment() {
    JsonNode batch = batchWith(Map.of());
    assertThat(batch.path("environment").asText()).isEqualTo("development");
    assertThat(batch.path("service").path("name").asText()).isEqualTo("test-application");
    assertThat(batch.path("service").has("version")).isFalse();
    assertThat(batch.path("service").has("tags")).isFalse();
  }

  @Test
  void listsAndMapsMayBeWrittenInYaml() throws IOException {
    Map<String, Object> yaml =
        yaml(
            """
            routeflow:
              ignored-paths:
                - /ping/0
                - /ping/1*
              tags:
                team: shop
                costCenter: 4711
            """);
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, yaml)) {
      Pings.send(application, 3);

      LedgerLaw.holdsAtRest(application, 1);
      JsonNode tags = ingest.awaitBatches(1).get(0).json().path("service").path("tags");
      assertThat(tags.path("team").asText()).isEqualTo("shop");
      assertThat(tags.path("costCenter").asText()).isEqualTo("4711");
    }
  }

  @Test
  void anEmptyYamlListIsAValueAndMeansThatNothingIsIgnored() throws IOException {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, yaml("routeflow:\n  ignored-paths: []\n"))) {
      assertThat(configuration(application.context()).capture().ignoredPaths()).isEmpty();
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void whatTheIngestEndpointIsNotToGetIsLeftOut() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.leave-out", "attributes"))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      try (RouteflowScope scope = routeflow.openScope(EventType.WORKER, "import")) {
        scope.attribute("size", 3);
        routeflow.addBreadcrumb("begun");
      }
      JsonNode event = ingest.awaitEvents(1).get(0);
      assertThat(event.has("attributes")).isFalse();
      assertThat(event.has("breadcrumbs")).isTrue();
    }
  }

  @Test
  void maxAttemptsIsTheNumberOfAttemptsInAll() {
    try (FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.max-attempts", 1))) {
      Pings.send(application, 1);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 1);
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(1);
      assertThat(stats.retries()).isZero();
      assertThat(ingest.attempts()).hasSize(1);
    }
  }

  @Test
  void settingsMayBeMadeInCodeAndWinOverTheEnvironment() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.startBare(
                IN_CODE,
                Map.of(
                    "suite.endpoint",
                    ingest.uri().toString(),
                    "routeflow.env",
                    "from-yaml",
                    "routeflow.service-name",
                    "kept",
                    "routeflow.flush-interval-ms",
                    20))) {
      Pings.send(application, 1);

      JsonNode batch = ingest.awaitBatches(1).get(0).json();
      assertThat(batch.path("environment").asText()).isEqualTo("from-code");
      assertThat(batch.path("service").path("name").asText()).isEqualTo("kept");
      LedgerLaw.holdsAtRest(application, 1);
      assertThat(log.messages())
          .anyMatch(line -> line.startsWith("Invalid value '-3' for routeflow.max-attempts: "))
          .anyMatch(line -> line.startsWith("Unknown setting routeflow.ingest-kye "))
          .hasSize(2);
    }
  }

  @Test
  void theCodeVersionIsTakenFromGitPropertiesOnTheClassPath(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("git.properties"), "git.commit.id.abbrev=0123abc\n");
    try (URLClassLoader loader =
            new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, SettingsEffectTest.class.getClassLoader());
        ApplicationContext context =
            ApplicationContext.builder()
                .classLoader(loader)
                .properties(Map.of("micronaut.security.enabled", false))
                .start()) {
      assertThat(configuration(context).service().codeVersion()).isEqualTo("0123abc");
    }
  }

  @Test
  void theConfigurationShowsNoSecret() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.sampling-secret", "s3cret-of-sampling"))) {
      Map<String, Object> shown =
          application.context().getBean(RedactedConfiguration.class).shown();
      assertThat(shown)
          .containsEntry("ingest-key", "(set)")
          .containsEntry("sampling-secret", "(set)")
          .containsEntry("console.token", "(not set)")
          .containsOnlyKeys(DocumentedKeys.plain());
      assertThat(shown.toString()).doesNotContain(TestApplication.INGEST_KEY);
      assertThat(configuration(application.context()).toString())
          .doesNotContain(TestApplication.INGEST_KEY)
          .doesNotContain("s3cret");
      assertThat(shown.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void ofTheEndpointOnlyTheOriginIsShownSinceItsPathMayBeAKey() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.endpoint",
                    ingest.uri() + "/s3cret",
                    "routeflow.ingest-path",
                    "/s3cret/too"))) {
      Map<String, Object> shown =
          application.context().getBean(RedactedConfiguration.class).shown();
      assertThat(shown)
          .containsEntry("endpoint", ingest.uri() + "/…")
          .containsEntry("ingest-path", "(set)");
      assertThat(shown.toString()).doesNotContain("s3cret");
    }
  }

  private static JsonNode batchWith(Map<String, ?> settings) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      Pings.send(application, 1);
      JsonNode batch = ingest.awaitBatches(1).get(0).json();
      LedgerLaw.holdsAtRest(application, 1);
      return batch;
    }
  }

  private static RouteflowConfiguration configuration(ApplicationContext context) {
    return context.getBean(RouteflowConfiguration.class);
  }

  private static Map<String, Object> yaml(String text) throws IOException {
    return new HashMap<>(
        new YamlPropertySourceLoader().read("test", text.getBytes(StandardCharsets.UTF_8)));
  }

  @Requires(property = "spec.name", value = IN_CODE)
  @Singleton
  static class InCode implements RouteflowOverrides {
    private final String endpoint;

    InCode(@io.micronaut.context.annotation.Property(name = "suite.endpoint") String endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "endpoint",
          endpoint,
          "ingest-key",
          TestApplication.INGEST_KEY,
          "env",
          "from-code",
          "max-attempts",
          -3,
          "ingest-kye",
          "typo");
    }
  }
}
