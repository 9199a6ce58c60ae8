package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.io.ResourceLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was deployed: as it is set, else from the variables that build and hosting services set,
 * else from the {@code git.properties} that the usual build plugins write. Looked for at the first
 * call, so that the start of an application need not wait for it. Thread-safe.
 */
final class CodeVersion implements Supplier<@Nullable String> {

  private static final List<String> VARIABLES =
      List.of(
          "VERCEL_GIT_COMMIT_SHA", "GIT_SHA", "COMMIT_SHA", "SOURCE_VERSION", "HEROKU_SLUG_COMMIT");

  private static final List<String> GIT_PROPERTIES =
      List.of("git.commit.id.abbrev", "git.commit.id", "git.commit.id.full");

  private static final String GIT_FILE = "classpath:git.properties";
  private static final int MAX_GIT_PROPERTIES_BYTES = 64 * 1024;

  private final Map<String, String> variables;
  private final ResourceLoader resources;
  private volatile @Nullable String version;
  private volatile boolean known;

  CodeVersion(@Nullable String set, Map<String, String> variables, ResourceLoader resources) {
    this.variables = variables;
    this.resources = resources;
    this.version = set;
    this.known = set != null;
  }

  /** The version, {@code null} where it is unknown; concurrent calls find the same one. */
  @Override
  public @Nullable String get() {
    if (!known) {
      version = detect(variables, () -> resources.getResourceAsStream(GIT_FILE));
      known = true;
    }
    return version;
  }

  static @Nullable String detect(
      Map<String, String> variables, Supplier<Optional<InputStream>> gitProperties) {
    for (String name : VARIABLES) {
      Optional<String> version = accepted(variables.get(name));
      if (version.isPresent()) {
        return version.get();
      }
    }
    Properties git = read(gitProperties.get().orElse(null));
    for (String key : GIT_PROPERTIES) {
      Optional<String> version = accepted(git.getProperty(key));
      if (version.isPresent()) {
        return version.get();
      }
    }
    return null;
  }

  private static Optional<String> accepted(@Nullable String text) {
    return text == null
        ? Optional.empty()
        : Optional.ofNullable(ServiceSettings.NAME_TYPE.read(text, ConversionService.SHARED));
  }

  /** What the file says; nothing where it cannot be read. */
  private static Properties read(@Nullable InputStream stream) {
    Properties properties = new Properties();
    if (stream == null) {
      return properties;
    }
    try (stream) {
      properties.load(new ByteArrayInputStream(stream.readNBytes(MAX_GIT_PROPERTIES_BYTES)));
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      return new Properties();
    }
  }
}
