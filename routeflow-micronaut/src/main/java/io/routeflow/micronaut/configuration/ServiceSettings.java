package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.event.BatchOrigin;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which service sends, as named in each batch. Immutable.
 *
 * @param name the service
 * @param version its version, if it names one
 * @param instance random for each process
 * @param environment such as {@code production}
 * @param deployed what was deployed; it may look for it when it is first called
 * @param tags service tags
 * @since 0.1.0
 */
@Internal
public record ServiceSettings(
    String name,
    @Nullable String version,
    String instance,
    String environment,
    Supplier<@Nullable String> deployed,
    Map<String, String> tags) {

  static final SettingType<String> NAME_TYPE = SettingType.text(128);

  private static final int MAX_ENVIRONMENT = 64;
  private static final int MAX_TAGS = 32;
  private static final int INSTANCE_BYTES = 3;

  /** The key of {@link #name()}. */
  public static final Setting<String> NAME =
      Setting.optional("service-name", NAME_TYPE, "The service named in each batch.")
          .showing("`micronaut.application.name`");

  /** The key of {@link #codeVersion()}. */
  public static final Setting<String> CODE_VERSION =
      Setting.optional(
              "code-version",
              NAME_TYPE,
              "What was deployed. Detected from `VERCEL_GIT_COMMIT_SHA`, `GIT_SHA`, `COMMIT_SHA`,"
                  + " `SOURCE_VERSION`, `HEROKU_SLUG_COMMIT`, then `git.properties`.")
          .showing("detected");

  /** The key of {@link #environment()}. */
  public static final Setting<String> ENV =
      Setting.of(
          "env",
          SettingType.text(MAX_ENVIRONMENT),
          "development",
          "The environment named in each batch.");

  /** The key of {@link #version()}. */
  public static final Setting<String> VERSION =
      Setting.optional("service-version", NAME_TYPE, "The version of the service.");

  /** The key of {@link #tags()}. */
  public static final Setting<Map<String, String>> TAGS =
      Setting.of(
              "tags",
              SettingType.tags(MAX_TAGS),
              Map.<String, String>of(),
              "Service tags: `team=shop,zone=eu-1`. A name alone has the value `true`.")
          .showing("")
          .as(Setting.Exposure.UNQUOTED);

  /** All of them. */
  public static final SettingGroup GROUP =
      SettingGroup.of("Service", "", ENV, NAME, VERSION, TAGS, CODE_VERSION);

  static ServiceSettings read(LenientReader reader, Environment environment) {
    SettingValues values = reader.read(GROUP);
    byte[] instance = new byte[INSTANCE_BYTES];
    ThreadLocalRandom.current().nextBytes(instance);
    String name = values.orNull(NAME);
    return new ServiceSettings(
        name == null ? applicationName(environment) : name,
        values.orNull(VERSION),
        HexFormat.of().formatHex(instance),
        values.get(ENV),
        new CodeVersion(values.orNull(CODE_VERSION), System.getenv(), environment),
        values.get(TAGS));
  }

  /** What was deployed, if known. */
  public @Nullable String codeVersion() {
    return deployed.get();
  }

  /** Which deployment this process is of. */
  public BatchOrigin origin() {
    return new BatchOrigin(version, codeVersion(), instance);
  }

  private static String applicationName(Environment environment) {
    Object named = RawValues.find(environment, "micronaut.application.name");
    String name = named == null ? null : NAME_TYPE.read(named, ConversionService.SHARED);
    return name == null ? "application" : name;
  }
}
