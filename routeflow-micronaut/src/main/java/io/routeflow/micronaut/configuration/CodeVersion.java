package io.routeflow.micronaut.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what was deployed: first from the variables that build and hosting services set, then
 * from the {@code git.properties} that the usual build plugins write.
 */
final class CodeVersion {

  private static final List<String> VARIABLES =
      List.of(
          "VERCEL_GIT_COMMIT_SHA", "GIT_SHA", "COMMIT_SHA", "SOURCE_VERSION", "HEROKU_SLUG_COMMIT");

  private static final List<String> GIT_PROPERTIES =
      List.of("git.commit.id.abbrev", "git.commit.id", "git.commit.id.full");

  private static final int MAX_GIT_PROPERTIES_BYTES = 64 * 1024;

  private CodeVersion() {}

  static Optional<String> detect(
      Function<String, @Nullable String> environment, Optional<InputStream> gitProperties) {
    Format<String> format = Format.text(128);
    return Stream.concat(
            VARIABLES.stream().map(environment), fromGit(gitProperties.orElse(null)).stream())
        .filter(Objects::nonNull)
        .flatMap(text -> format.parse(text).stream())
        .findFirst();
  }

  private static List<String> fromGit(@Nullable InputStream stream) {
    if (stream == null) {
      return List.of();
    }
    try (stream) {
      Properties properties = new Properties();
      properties.load(
          new java.io.ByteArrayInputStream(stream.readNBytes(MAX_GIT_PROPERTIES_BYTES)));
      return GIT_PROPERTIES.stream().map(properties::getProperty).filter(Objects::nonNull).toList();
    } catch (IOException | IllegalArgumentException e) {
      return List.of();
    }
  }
}
