package io.routeflow.micronaut.opentelemetry.mapping;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.event.BatchOrigin;
import java.util.Map;
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

  private ServiceResource() {}

  /**
   * The service with its tags; what the user has named as attributes wins.
   *
   * @param name where the service is named by a setting of its own, which wins over all
   * @param environment where it runs, {@code null} where that is not set
   * @param attributes of the user
   */
  public static Resource of(
      ServiceSettings service,
      @Nullable String name,
      @Nullable String environment,
      Map<String, String> attributes) {
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
    all.put(INSTANCE, service.instance());
    if (environment != null) {
      all.put(ENVIRONMENT, environment);
    }
    putSdk(all);
    attributes.forEach((key, value) -> all.put(AttributeKey.stringKey(key), value));
    if (name != null) {
      all.put(NAME, name);
    }
    return Resource.create(all.build());
  }

  /** Which deployment a resource is of. */
  static BatchOrigin origin(Resource resource) {
    return new BatchOrigin(
        resource.getAttribute(VERSION),
        resource.getAttribute(REVISION),
        resource.getAttribute(INSTANCE));
  }

  /** The same service as another deployment of it. */
  static Resource at(Resource resource, BatchOrigin origin) {
    AttributesBuilder all = resource.getAttributes().toBuilder();
    put(all, VERSION, origin.version());
    put(all, REVISION, origin.codeVersion());
    put(all, INSTANCE, origin.instance());
    return Resource.create(all.build(), resource.getSchemaUrl());
  }

  private static void put(
      AttributesBuilder attributes, AttributeKey<String> key, @Nullable String value) {
    if (value == null) {
      attributes.remove(key);
    } else {
      attributes.put(key, value);
    }
  }

  /** By which receivers know whose spans these are. */
  static void putSdk(AttributesBuilder attributes) {
    attributes.put(AttributeKey.stringKey("telemetry.sdk.name"), ModuleInfo.NAME);
    attributes.put(AttributeKey.stringKey("telemetry.sdk.language"), "java");
    attributes.put(AttributeKey.stringKey("telemetry.sdk.version"), ModuleInfo.VERSION);
  }
}
