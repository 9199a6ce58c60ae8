package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.io.ResourceLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
      assertThat(CodeVersion.detect(environment, git("git.commit.id=of-git")))
          .isEqualTo("of-" + name);
      environment.remove(name);
    }
    assertThat(CodeVersion.detect(environment, git("git.commit.id=of-git"))).isEqualTo("of-git");
    assertThat(CodeVersion.detect(environment, Optional::empty)).isNull();
  }

  @Test
  void whatIsEmptyOrNotPrintableIsPassedOver() {
    Map<String, String> environment =
        Map.of("GIT_SHA", " ", "COMMIT_SHA", "a\u0007", "SOURCE_VERSION", "ok");
    assertThat(CodeVersion.detect(environment, Optional::empty)).isEqualTo("ok");
  }

  @Test
  void gitPropertiesMayHoldTheShortOrTheFullId() {
    assertThat(detect("git.commit.id.abbrev=a7f91c\ngit.commit.id=a7f91cffff")).isEqualTo("a7f91c");
    assertThat(detect("git.commit.id.full=a7f91cffff")).isEqualTo("a7f91cffff");
    assertThat(detect("git.branch=main")).isNull();
  }

  @Test
  void gitPropertiesThatCannotBeReadAreNone() {
    assertThat(detect("git.commit.id=\\uZZZZ")).isNull();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("broken");
          }
        };
    assertThat(CodeVersion.detect(Map.of(), () -> Optional.of(broken))).isNull();
  }

  @Test
  void nothingIsLookedUpBeforeTheVersionIsReadAndWhatIsSetNeedsNoLookup() {
    AtomicInteger looks = new AtomicInteger();
    ResourceLoader resources = new GitProperties(looks);
    assertThat(new CodeVersion("set", Map.of(), resources).get()).isEqualTo("set");
    CodeVersion version = new CodeVersion(null, Map.of(), resources);
    assertThat(looks).hasValue(0);
    assertThat(version.get()).isEqualTo("of-git");
    assertThat(version.get()).isEqualTo("of-git");
    assertThat(looks).hasValue(1);
  }

  private static @Nullable String detect(String text) {
    return CodeVersion.detect(Map.of(), git(text));
  }

  private static Supplier<Optional<InputStream>> git(String text) {
    return () -> Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A class path with a {@code git.properties}. */
  private record GitProperties(AtomicInteger looks) implements ResourceLoader {

    @Override
    public Optional<InputStream> getResourceAsStream(String path) {
      looks.incrementAndGet();
      return path.equals("classpath:git.properties")
          ? git("git.commit.id=of-git").get()
          : Optional.empty();
    }

    @Override
    public Optional<URL> getResource(String path) {
      return Optional.empty();
    }

    @Override
    public Stream<URL> getResources(String name) {
      return Stream.empty();
    }

    @Override
    public boolean supportsPrefix(String path) {
      return true;
    }

    @Override
    public ResourceLoader forBase(String basePath) {
      return this;
    }
  }
}
