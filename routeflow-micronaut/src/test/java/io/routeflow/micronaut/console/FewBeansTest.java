package io.routeflow.micronaut.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.console.json.ConsoleJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An application that has no console loads each bean definition and each introspection of it all
 * the same, when it starts.
 */
final class FewBeansTest {

  private static final String PACKAGE = "io.routeflow.micronaut.console.";

  @Test
  void whatTheFrameworkCallsOrSharesIsABeanAndNothingElse() throws Exception {
    assertThat(loaded("io.micronaut.inject.BeanDefinitionReference"))
        .containsExactlyInAnyOrder(
            "access.$AccessFilter$Definition",
            "access.$AccessKeys$Definition",
            "$ConsoleController$Definition",
            "$FailureLog$Definition",
            "access.$ConsoleSecurityRule$Definition",
            "live.$LiveStream$Definition",
            "page.$PageController$Definition",
            "access.$PreflightFilter$Definition",
            "access.$StartUpLine$Definition",
            "flows.$RecentFlows$Definition");
  }

  @Test
  void nothingIsIntrospected() throws Exception {
    assertThat(loaded("io.micronaut.core.beans.BeanIntrospectionReference")).isEmpty();
  }

  private static List<String> loaded(String kind) throws IOException, URISyntaxException {
    Path classes =
        Path.of(ConsoleJson.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var names = Files.list(classes.resolve("META-INF/micronaut").resolve(kind))) {
      return names
          .map(name -> name.getFileName().toString())
          .filter(name -> name.startsWith(PACKAGE))
          .map(name -> name.substring(PACKAGE.length()))
          .toList();
    }
  }
}
