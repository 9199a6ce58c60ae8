package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.common.AttributeKey;

/** Attributes by OpenTelemetry's semantic conventions, and those of the module's own. */
final class Keys {

  static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> HTTP_METHOD_ORIGINAL =
      AttributeKey.stringKey("http.request.method_original");
  static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
  static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> URL_SCHEME = AttributeKey.stringKey("url.scheme");
  static final AttributeKey<String> URL_TEMPLATE = AttributeKey.stringKey("url.template");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> CODE_FUNCTION = AttributeKey.stringKey("code.function.name");
  static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
  static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");
  static final AttributeKey<String> DB_QUERY_TEXT = AttributeKey.stringKey("db.query.text");
  static final AttributeKey<String> DB_QUERY_SUMMARY = AttributeKey.stringKey("db.query.summary");
  static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation.name");
  static final AttributeKey<String> DB_COLLECTION = AttributeKey.stringKey("db.collection.name");
  static final AttributeKey<String> DB_STATUS = AttributeKey.stringKey("db.response.status_code");
  static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
  static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");
  static final AttributeKey<String> EXCEPTION_STACK =
      AttributeKey.stringKey("exception.stacktrace");

  static final AttributeKey<String> EVENT_ID = AttributeKey.stringKey("routeflow.event_id");
  static final AttributeKey<String> EVENT_TYPE = AttributeKey.stringKey("routeflow.type");
  static final AttributeKey<String> TRACE_ID = AttributeKey.stringKey("routeflow.trace_id");
  static final AttributeKey<String> FRONTEND_ROUTE =
      AttributeKey.stringKey("routeflow.frontend_route");
  static final AttributeKey<Long> COUNT = AttributeKey.longKey("routeflow.count");
  static final AttributeKey<String> REPOSITORY_METHOD =
      AttributeKey.stringKey("routeflow.repository_method");
  static final AttributeKey<String> DATASOURCE = AttributeKey.stringKey("routeflow.datasource");
  static final AttributeKey<Boolean> N_PLUS_ONE = AttributeKey.booleanKey("routeflow.n_plus_one");
  static final AttributeKey<String> SERVICE_ID = AttributeKey.stringKey("routeflow.service_id");

  /** Stands for an error that has no name. */
  static final String OTHER = "_OTHER";

  private Keys() {}
}
