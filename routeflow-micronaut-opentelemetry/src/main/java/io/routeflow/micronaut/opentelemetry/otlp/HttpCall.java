package io.routeflow.micronaut.opentelemetry.otlp;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;

/** OTLP over HTTP, as protobuf. */
final class HttpCall implements OtlpCall {

  private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");

  private final HttpUrl url;
  private final boolean gzip;

  HttpCall(OtlpTarget target) {
    this.url = HttpUrl.get(target.url());
    this.gzip = target.gzip();
  }

  @Override
  public Request.Builder request(OtlpMessage message) {
    Request.Builder request =
        new Request.Builder().url(url).post(new OneShotBody(PROTOBUF, ByteString.EMPTY, message));
    return gzip ? request.header("Content-Encoding", "gzip") : request;
  }

  @Override
  public OtlpAnswer answer(Response response) throws IOException {
    boolean protobuf =
        String.valueOf(response.header("Content-Type")).startsWith("application/x-protobuf");
    return OtlpRules.http(
        response.code(),
        OtlpCall.retryAfter(response),
        protobuf ? OtlpCall.read(response.body()) : new byte[0]);
  }
}
