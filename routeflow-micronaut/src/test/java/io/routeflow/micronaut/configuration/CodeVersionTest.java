package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CodeVersionTest {

  private static final List<String> IN_ORDER =
      List.of(
          "VERCEL_GIT_COMMIT_SHA", "GIT_SHA", "COMMIT_SHA", "SOURCE_VERSION", "HEROKU_SLUG_COMMIT");

  @Test
  void eachVariableWinsOverThoseAfterItAndOverGitProperties() {
    Map<String, String> environment = new LinkedHashMap<>();
    IN_ORDER.forEach(name -> environment.put(name, "of-" + name));
    for (String name : IN_ORDER) {
      assertThat(CodeVersion.detect(environment::get, git("git.commit.id=of-git")))
          .contains("of-" + name);
      environment.remove(name);
    }
    assertThat(CodeVersion.detect(environment::get, git("git.commit.id=of-git")))
        .contains("of-git");
    assertThat(CodeVersion.detect(environment::get, Optional.empty())).isEmpty();
  }

  @Test
  void whatIsEmptyOrNotPrintableIsPassedOver() {
    Map<String, String> environment =
        Map.of("GIT_SHA", " ", "COMMIT_SHA", "a\u0007", "SOURCE_VERSION", "ok");
    assertThat(CodeVersion.detect(environment::get, Optional.empty())).contains("ok");
  }

  @Test
  void gitPropertiesMayHoldTheShortOrTheFullId() {
    assertThat(detect("git.commit.id.abbrev=a7f91c\ngit.commit.id=a7f91cffff")).contains("a7f91c");
    assertThat(detect("git.commit.id.full=a7f91cffff")).contains("a7f91cffff");
    assertThat(detect("git.branch=main")).isEmpty();
  }

  @Test
  void gitPropertiesThatCannotBeReadAreNone() {
    assertThat(detect("git.commit.id=\\uZZZZ")).isEmpty();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("broken");
          }
        };
    assertThat(CodeVersion.detect(name -> null, Optional.of(broken))).isEmpty();
  }

  private static Optional<String> detect(String text) {
    return CodeVersion.detect(name -> null, git(text));
  }

  private static Optional<InputStream> git(String text) {
    return Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
