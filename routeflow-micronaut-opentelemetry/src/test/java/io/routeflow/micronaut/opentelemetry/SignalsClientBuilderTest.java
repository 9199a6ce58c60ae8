package io.routeflow.micronaut.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says; the bean reads the same variables by settings of its own. */
final class SignalsClientBuilderTest {

  private static final String PREFIX = "TELEMETRYFLOW_";

  @Test
  void theEnvironmentHasAllOfAClient() {
    Map<String, String> variables = variables();
    variables.put(PREFIX + "ENDPOINT", " collector:4317 ");
    variables.put(PREFIX + "SERVICE_VERSION", "9.1");
    variables.put(PREFIX + "SERVICE_NAMESPACE", "shop");
    variables.put(PREFIX + "COLLECTOR_ID", "c-1");

    SignalsConfiguration configuration = configuration(variables);

    assertThat(configuration.credentials()).isEqualTo(Credentials.of("tfk_a", "tfs_b"));
    assertThat(configuration.connection().endpoint()).isEqualTo("collector:4317");
    SignalsConfiguration.Service service = configuration.service();
    assertThat(service.name()).isEqualTo("orders");
    assertThat(service.version()).isEqualTo("9.1");
    assertThat(service.namespace()).isEqualTo("shop");
    assertThat(service.collectorId()).contains("c-1");
  }

  @Test
  void whatItDoesNotHaveOrHasBlankIsTheDefault() {
    Map<String, String> variables = variables();
    variables.put(PREFIX + "ENDPOINT", " ");
    variables.put(PREFIX + "SERVICE_VERSION", "");

    SignalsConfiguration configuration = configuration(variables);

    assertThat(configuration.connection().endpoint()).isEqualTo("api.telemetryflow.id:4317");
    assertThat(configuration.service().version()).isEqualTo("1.0.0");
    assertThat(configuration.service().namespace()).isEqualTo("telemetryflow");
    assertThat(configuration.service().collectorId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "first, second, third, first",
    "'', second, third, second",
    "'', ' ', third, third",
    "'', '', '', production"
  })
  void whereItRunsHasThreeNames(String own, String env, String environment, String expected) {
    Map<String, String> variables = variables();
    variables.put(PREFIX + "ENVIRONMENT", own);
    variables.put("ENV", env);
    variables.put("ENVIRONMENT", environment);
    assertThat(configuration(variables).service().environment()).isEqualTo(expected);
  }

  @Test
  void whatIsSetAfterwardsWins() {
    assertThat(
            SignalsClientBuilder.from(variables())
                .serviceName("named")
                .build()
                .configuration()
                .service()
                .name())
        .isEqualTo("named");
  }

  @ParameterizedTest
  @ValueSource(strings = {"API_KEY_ID", "API_KEY_SECRET"})
  void halfAKeyIsAClearError(String missing) {
    Map<String, String> variables = variables();
    variables.remove(PREFIX + missing);
    assertThatThrownBy(() -> SignalsClientBuilder.from(variables))
        .isInstanceOf(CredentialsException.class)
        .hasMessageStartingWith("apiKey: the " + (missing.endsWith("ID") ? "id" : "secret"));
  }

  @Test
  void withoutAKeyTheErrorBeginsWithTheOption() {
    SignalsClientBuilder builder = SignalsClientBuilder.create().serviceName("orders");
    assertThatThrownBy(builder::build)
        .isInstanceOf(CredentialsException.class)
        .hasMessage("apiKey(id, secret) is required");
  }

  @Test
  void theDefaultsAreThoseOfTheirJavadoc() {
    SignalsConfiguration configuration =
        SignalsClientBuilder.create()
            .apiKey("tfk_a", "tfs_b")
            .serviceName("orders")
            .build()
            .configuration();
    assertThat(configuration.connection())
        .isEqualTo(
            new SignalsConfiguration.Connection(
                "api.telemetryflow.id:4317", Protocol.GRPC, false, Duration.ofSeconds(10), false));
    assertThat(configuration.delivery())
        .isEqualTo(
            new SignalsConfiguration.Delivery(
                3, Duration.ofSeconds(1), Duration.ofSeconds(1), 512, 0));
    assertThat(configuration.signals()).containsExactlyInAnyOrder(Signal.values());
    assertThat(configuration.exemplars()).isTrue();
    SignalsConfiguration.Service service = configuration.service();
    assertThat(service.version()).isEqualTo("1.0.0");
    assertThat(service.namespace()).isEqualTo("telemetryflow");
    assertThat(service.environment()).isEqualTo("production");
    assertThat(service.collectorId()).isEmpty();
  }

  @Test
  void thereMayBe64AttributesOfTheServiceAndNoMore() {
    SignalsClientBuilder builder = SignalsClientBuilder.create();
    for (int i = 1; i <= 64; i++) {
      builder.customAttribute("name" + i, "value");
    }
    assertThatThrownBy(() -> builder.customAttribute("name65", "value"))
        .isInstanceOf(SignalsConfigurationException.class)
        .hasMessageStartingWith("customAttribute: ");
  }

  @Test
  void aWrongEndpointIsAClearError() {
    Map<String, String> variables = variables();
    variables.put(PREFIX + "ENDPOINT", "grpc://collector:4317");
    assertThatThrownBy(() -> SignalsClientBuilder.from(variables))
        .isInstanceOf(SignalsConfigurationException.class)
        .hasMessageStartingWith("endpoint must");
  }

  @ParameterizedTest
  @CsvSource({"SERVICE_NAMESPACE, serviceNamespace", "COLLECTOR_ID, collectorId"})
  void aWrongTextFromTheEnvironmentIsAClearErrorThatDoesNotQuoteIt(String name, String option) {
    for (String wrong : List.of("a\u0007b", "x".repeat(257))) {
      Map<String, String> variables = variables();
      variables.put(PREFIX + name, wrong);
      assertThatThrownBy(() -> SignalsClientBuilder.from(variables))
          .isInstanceOf(SignalsConfigurationException.class)
          .hasMessage(option + " must be 1 to 256 printable characters");
    }
  }

  @Test
  void namespaceAndCollectorMayNotBeBlank() {
    SignalsClientBuilder builder = SignalsClientBuilder.create();
    assertThatThrownBy(() -> builder.serviceNamespace(" "))
        .isInstanceOf(SignalsConfigurationException.class)
        .hasMessageStartingWith("serviceNamespace must");
    assertThatThrownBy(() -> builder.collectorId(""))
        .isInstanceOf(SignalsConfigurationException.class)
        .hasMessageStartingWith("collectorId must");
    assertThat(builder.collectorId("x".repeat(256))).isSameAs(builder);
  }

  private static SignalsConfiguration configuration(Map<String, String> variables) {
    return SignalsClientBuilder.from(variables).build().configuration();
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put(PREFIX + "API_KEY_ID", "tfk_a");
    variables.put(PREFIX + "API_KEY_SECRET", "tfs_b");
    variables.put(PREFIX + "SERVICE_NAME", "orders");
    return variables;
  }
}
