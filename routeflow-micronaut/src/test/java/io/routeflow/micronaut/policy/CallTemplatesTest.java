package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path is named by a template that fits, or not at all. */
final class CallTemplatesTest {

  private static final CallTemplates TEMPLATES =
      new CallTemplates(
          List.of(
              "API.example/orders/{id}",
              "api.example/orders/{id}/lines/{line}",
              "api.example:8443/only/here",
              "*.shop.example/x/",
              "*/",
              "[::1]:9/v6"));

  @ParameterizedTest
  @CsvSource({
    "api.example, 0, /orders/7, /orders/{id}",
    "api.example, 8080, /orders/7, /orders/{id}",
    "api.example, 0, /orders/7/lines/8, /orders/{id}/lines/{line}",
    "api.example, 8443, /only/here, /only/here",
    "a.shop.example, 0, /x/, /x/",
    "any.example, 0, /, /",
    "[::1], 9, /v6, /v6",
  })
  void aPathIsNamedByTheTemplateThatItFits(String host, int port, String path, String template) {
    assertThat(TEMPLATES.find(host, port, path)).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource({
    "api.example, 0, /orders",
    "api.example, 0, /orders/",
    "api.example, 0, /orders/7/",
    "api.example, 0, /orders/7/lines",
    "api.example, 0, /only/here",
    "evil.example, 0, /orders/7",
    "a.shop.example, 0, /x",
    "a.shop.example, 0, /x/y",
    "api.example, 0, orders/7",
  })
  void aPathThatFitsNoTemplateHasNoName(String host, int port, String path) {
    assertThat(TEMPLATES.find(host, port, path)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'/items/{id}{?q,r}', '/items/{id}'",
    "'/items{/id}', '/items{/id}'",
    "'/items?key=secret', /items",
    "'/items{&more}', /items",
    "'/items{#frag}', /items",
    "'https://host.example/a/{b}', '/a/{b}'",
    "'https://user:secret@host.example', /",
  })
  void ofADeclarativeClientOnlyThePathCounts(String template, String path) {
    assertThat(CallTemplates.pathOf(template)).isEqualTo(path);
  }

  @Test
  void whatIsTooLongIsNoTemplate() {
    assertThat(CallTemplates.pathOf("/" + "x".repeat(300))).isNull();
  }
}
