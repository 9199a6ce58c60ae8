package io.routeflow.micronaut.opentelemetry.signals;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;

/** Which service sends to TelemetryFlow, as OpenTelemetry's resource. */
@Internal
public final class SignalsResource {

  private SignalsResource() {}

  /** The service; its own members, the instance excepted, win over custom attributes. */
  public static Resource of(SignalsConfiguration.Service service) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(AttributeKey.stringKey("telemetry.sdk.name"), ModuleInfo.NAME);
    attributes.put(AttributeKey.stringKey("telemetry.sdk.language"), "java");
    attributes.put(AttributeKey.stringKey("telemetry.sdk.version"), ModuleInfo.VERSION);
    attributes.put(AttributeKey.stringKey("service.instance.id"), service.instance());
    service
        .customAttributes()
        .forEach((key, value) -> attributes.put(AttributeKey.stringKey(key), value));
    attributes.put(AttributeKey.stringKey("service.name"), service.name());
    attributes.put(AttributeKey.stringKey("service.version"), service.version());
    attributes.put(AttributeKey.stringKey("service.namespace"), service.namespace());
    attributes.put(AttributeKey.stringKey("deployment.environment.name"), service.environment());
    service
        .collectorId()
        .ifPresent(id -> attributes.put(AttributeKey.stringKey("telemetryflow.collector.id"), id));
    return Resource.create(attributes.build());
  }
}
