package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import suite.documentation.Proof;
import suite.documentation.Yaml;
import suite.support.LogCapture;

/** With Micronaut Security, which refuses what no rule of the application allows. */
final class SecurityTest {

  private static final String ADMIN = "X-Test-User: admin";
  private static final String DEVELOPER = "X-Test-Role: ROLE_DEVELOPER";
  private static final List<Map<String, Object>> ADMINS_ONLY =
      List.of(Map.of("pattern", "/routeflow-console/**", "access", List.of("isAuthenticated()")));

  @Test
  void atThisMachineTheConsoleWorksWithoutARule() {
    try (Console console = start(Map.of())) {
      assertThat(console.visit("/shop/items/1").status()).as("Security is on").isEqualTo(401);
      assertThat(console.get("/").status()).isEqualTo(200);
      assertThat(console.json("/api/state").has("sdk")).isTrue();
      assertThat(console.post("/api/clear").status()).isEqualTo(204);
      assertThat(console.get("/no-such").status()).isEqualTo(404);
      try (EventStream stream = EventStream.open(console)) {
        SafeAnswers.assertSafe(stream.head());
      }
    }
  }

  @Test
  void otherMachinesAreRefusedByTheConsoleWhateverSecurityAllows() {
    InetAddress address = OtherMachine.address();
    try (Console console = start(Map.of("micronaut.security.intercept-url-map", ADMINS_ONLY))) {
      assertThat(console.getFrom(address, "/api/state", ADMIN).status()).isEqualTo(403);
    }
  }

  @Test
  void withAllowRemoteTheApplicationsRulesDecide() {
    InetAddress address = OtherMachine.address();
    Map<String, Object> remote =
        Map.of(
            "routeflow.console.allow-remote",
            true,
            "micronaut.security.intercept-url-map",
            ADMINS_ONLY);
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.console");
        Console console = start(remote)) {
      assertThat(console.getFrom(address, "/api/state").status()).isEqualTo(401);
      assertThat(console.getFrom(address, "/").status()).isEqualTo(401);
      assertThat(console.getFrom(address, "/api/state", ADMIN).status()).isEqualTo(200);
      SafeAnswers.assertSafe(console.getFrom(address, "/api/state"));
      assertThat(console.getFrom(address, "/api/state", ADMIN, "Origin: http://x").status())
          .isEqualTo(403);
      assertThat(log.events(Level.WARN)).hasSize(1);
    }
  }

  @Test
  void theRuleOfTheGuideOpensItToItsRoleAndToNoOther() {
    InetAddress address = OtherMachine.address();
    try (Console console = start(Yaml.read(Proof.SETTINGS.blockOf("guide/console.md")))) {
      assertThat(console.getFrom(address, "/api/state").status()).isEqualTo(401);
      assertThat(console.getFrom(address, "/api/state", ADMIN).status()).isEqualTo(403);
      assertThat(console.getFrom(address, "/api/state", ADMIN, DEVELOPER).status()).isEqualTo(200);
    }
  }

  @Test
  void withAllowRemoteAndNoRuleOtherMachinesAreRefused() {
    InetAddress address = OtherMachine.address();
    try (Console console = start(Map.of("routeflow.console.allow-remote", true))) {
      assertThat(console.getFrom(address, "/api/state").status()).isEqualTo(401);
      assertThat(console.getFrom(address, "/api/state", ADMIN).status()).isEqualTo(403);
    }
  }

  @Test
  void theTokenIsEnoughWhereThereIsOne() {
    InetAddress address = OtherMachine.address();
    String token = "0123456789abcdef";
    Map<String, Object> settings =
        Map.of("routeflow.console.allow-remote", true, "routeflow.console.token", token);
    try (Console console = start(settings)) {
      String header = "X-Routeflow-Console-Token: ";
      assertThat(console.getFrom(address, "/api/state", header + token).status()).isEqualTo(200);
      assertThat(console.getFrom(address, "/api/state", header + "x").status()).isEqualTo(401);
    }
  }

  @Test
  void whereSecurityLooksElsewhereItIsNoAdmission() {
    InetAddress address = OtherMachine.address();
    Map<String, Object> settings =
        Map.of(
            "routeflow.console.allow-remote",
            true,
            "micronaut.security.filter.pattern",
            "/admin/**");
    try (Console console = start(settings)) {
      assertThat(console.visit("/shop/items/1").status()).as("not looked at").isEqualTo(200);
      assertThat(console.getFrom(address, "/api/state", ADMIN).status()).isEqualTo(403);
      assertThat(console.get("/api/state").status()).isEqualTo(200);
    }
  }

  @Test
  void switchedOffItIsNoAdmissionEither() {
    InetAddress address = OtherMachine.address();
    Map<String, Object> settings =
        Map.of("routeflow.console.allow-remote", true, "micronaut.security.enabled", false);
    try (Console console = start(settings)) {
      assertThat(console.getFrom(address, "/api/state").status()).isEqualTo(403);
      assertThat(console.get("/api/state").status()).isEqualTo(200);
    }
  }

  private static Console start(Map<String, Object> properties) {
    var all = new LinkedHashMap<String, Object>();
    all.put("micronaut.server.host", "0.0.0.0");
    all.put("micronaut.security.enabled", true);
    all.put("suite.console-users", true);
    all.putAll(properties);
    return Console.start(all);
  }

  /** Whoever says so is the administrator. */
  @Requires(property = "suite.console-users")
  @Requires(property = "micronaut.security.enabled", value = "true")
  @Singleton
  static class Users implements AuthenticationFetcher<HttpRequest<?>> {
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
      return Mono.justOrEmpty(request.getHeaders().findFirst("X-Test-User"))
          .map(name -> Authentication.build(name, request.getHeaders().getAll("X-Test-Role")));
    }
  }
}
