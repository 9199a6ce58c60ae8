package io.routeflow.micronaut.opentelemetry.mapping;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.configuration.ServiceSettings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which service sends, as OpenTelemetry's resource. */
@Internal
public final class ServiceResource {

  private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> INSTANCE =
      AttributeKey.stringKey("service.instance.id");
  private static final AttributeKey<String> ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment.name");
  private static final AttributeKey<String> REVISION =
      AttributeKey.stringKey("vcs.ref.head.revision");

  /** The few digits by which other destinations know the process are not unique by themselves. */
  private static final String UNIQUE = UUID.randomUUID().toString();

  private static final AttributeKey<String> SDK_NAME = AttributeKey.stringKey("telemetry.sdk.name");
  private static final AttributeKey<String> SDK_LANGUAGE =
      AttributeKey.stringKey("telemetry.sdk.language");
  private static final AttributeKey<String> SDK_VERSION =
      AttributeKey.stringKey("telemetry.sdk.version");
  private static final AttributeKey<String> DISTRO_NAME =
      AttributeKey.stringKey("telemetry.distro.name");
  private static final AttributeKey<String> DISTRO_VERSION =
      AttributeKey.stringKey("telemetry.distro.version");

  private ServiceResource() {}

  /**
   * The service with its tags; what the user has named as attributes wins.
   *
   * @param name where the service is named by a setting of its own, which wins over all
   * @param attributes of the user
   */
  public static Resource of(
      ServiceSettings service, @Nullable String name, Map<String, String> attributes) {
    AttributesBuilder all = Attributes.builder();
    service.tags().forEach((tag, value) -> all.put(AttributeKey.stringKey(tag), value));
    all.put(NAME, service.name());
    String deployed = service.codeVersion();
    String version = service.version() == null ? deployed : service.version();
    if (version != null) {
      all.put(VERSION, version);
    }
    if (deployed != null) {
      all.put(REVISION, deployed);
    }
    all.put(INSTANCE, service.instance() + UNIQUE.substring(service.instance().length()));
    all.put(ENVIRONMENT, service.environment());
    all.put(SDK_NAME, ModuleInfo.NAME);
    all.put(SDK_LANGUAGE, "java");
    all.put(SDK_VERSION, ModuleInfo.VERSION);
    attributes.forEach((key, value) -> all.put(AttributeKey.stringKey(key), value));
    if (name != null) {
      all.put(NAME, name);
    }
    return Resource.create(all.build());
  }

  /**
   * The same service for what OpenTelemetry's SDK records, which is then what captured it: metrics,
   * logs and signals, and not the spans that are made of events.
   */
  public static Resource recordedBySdk(Resource service) {
    Resource sdk = Resource.getDefault();
    AttributesBuilder own = Attributes.builder();
    for (AttributeKey<String> key : List.of(SDK_NAME, SDK_LANGUAGE, SDK_VERSION)) {
      own.put(key, sdk.getAttribute(key));
    }
    own.put(DISTRO_NAME, ModuleInfo.NAME);
    own.put(DISTRO_VERSION, ModuleInfo.VERSION);
    return service.merge(Resource.create(own.build()));
  }
}
