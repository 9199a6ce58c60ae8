package io.routeflow.micronaut.capture.payload;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.configuration.DetailSettings;
import io.routeflow.micronaut.configuration.PayloadSettings;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.policy.masking.BodyRedactor;
import io.routeflow.micronaut.policy.masking.HeaderMasker;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.RedactedBody;
import io.routeflow.micronaut.policy.masking.RedactionPaths;
import io.routeflow.micronaut.policy.masking.UrlMasker;
import io.routeflow.micronaut.queue.EventLedger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is captured of the content of requests and responses, and how it is masked. Made only where
 * a setting asks for some of it. Thread-safe.
 */
@Internal
public final class PayloadCapture {

  private static final String CONTENT_TYPE = "content-type";

  private final PayloadSettings settings;
  private final int maxBytes;
  private final PayloadMemory memory;
  private final BodyRedactor requests;
  private final BodyRedactor responses;
  private final HeaderMasker headers;
  private final UrlMasker urls;
  private final EventLedger ledger;

  PayloadCapture(
      PayloadSettings settings, DetailSettings details, PayloadMemory memory, EventLedger ledger) {
    MaskedNames names = MaskedNames.withDefaults(details.maskFields());
    this.settings = settings;
    this.maxBytes = details.maxPayloadSizeBytes();
    this.memory = memory;
    this.requests =
        new BodyRedactor(names, RedactionPaths.of(settings.redactRequestBody()), maxBytes);
    this.responses =
        new BodyRedactor(names, RedactionPaths.of(settings.redactResponseBody()), maxBytes);
    this.headers = new HeaderMasker(names, settings.redactHeaders());
    this.urls = new UrlMasker(names);
    this.ledger = ledger;
  }

  /** Starts the capture of one request and its response. */
  public CapturedExchange open() {
    return new CapturedExchange(this);
  }

  /** Whether headers are kept. */
  public boolean keepsHeaders() {
    return settings.headers();
  }

  /** Whether addresses are kept. */
  public boolean keepsUrls() {
    return settings.requestUrl();
  }

  /** Whether anything of responses is of interest. */
  public boolean seesResponses() {
    return settings.headers() || settings.responseBody();
  }

  @Nullable BodyCopy requestBody(MessageHead head) {
    return settings.requestBody() ? copy(head, requests, false) : null;
  }

  @Nullable BodyCopy responseBody(MessageHead head, boolean streamed) {
    return settings.responseBody() ? copy(head, responses, streamed) : null;
  }

  private BodyCopy copy(MessageHead head, BodyRedactor redactor, boolean streamed) {
    Payload.Omitted omitted =
        streamed
            ? Payload.Omitted.STREAMED
            : redactor.omission(head.contentType(), head.contentEncoding());
    return new BodyCopy(memory, maxBytes, head.contentLength(), omitted);
  }

  @Nullable Payload request(MessageHead head, @Nullable String url, @Nullable BodyCopy body) {
    return payload(head, url == null ? null : urls.mask(url), body, requests);
  }

  @Nullable Payload response(MessageHead head, @Nullable BodyCopy body) {
    return payload(head, null, body, responses);
  }

  private @Nullable Payload payload(
      MessageHead head, @Nullable String url, @Nullable BodyCopy body, BodyRedactor redactor) {
    Map<String, Object> shown = settings.headers() ? headers(head) : Map.of();
    // of a stream that was broken off it is not known whether anything would have come
    boolean looked =
        body != null
            && (body.seen() > 0 || (body.omitted() == Payload.Omitted.STREAMED && !body.isEmpty()));
    if (!looked || body == null) {
      return url == null && shown.isEmpty()
          ? null
          : new Payload(url, shown, null, -1, null, false, null);
    }
    String type = contentType(head);
    Payload.Omitted omitted = body.omitted();
    RedactedBody redacted =
        omitted == null
            ? redactor.redact(
                head.contentType(),
                head.contentEncoding(),
                body.bytes(),
                body.length(),
                body.isComplete())
            : null;
    if (redacted instanceof RedactedBody.Json json) {
      String text = json.text();
      redactor.recycle(json);
      return new Payload(url, shown, type, body.seen(), text, false, null);
    }
    if (redacted instanceof RedactedBody.Text text) {
      return new Payload(url, shown, type, body.seen(), text.text(), true, null);
    }
    if (redacted instanceof RedactedBody.Omitted left) {
      omitted = left.reason();
    }
    if (omitted == Payload.Omitted.MEMORY) {
      ledger.payloadOmitted();
    }
    return new Payload(url, shown, type, body.seen(), null, false, omitted);
  }

  private Map<String, Object> headers(MessageHead head) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (Map.Entry<String, String> line : head.headers()) {
      byName.computeIfAbsent(line.getKey(), name -> new ArrayList<>(1)).add(line.getValue());
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    headers
        .mask(byName.entrySet())
        .forEach((name, values) -> shown.put(name, values.size() == 1 ? values.get(0) : values));
    return shown;
  }

  /** As among the headers, so that what is taken out there is not here. */
  private @Nullable String contentType(MessageHead head) {
    String type = head.contentType();
    if (type == null || type.isBlank()) {
      return null;
    }
    List<String> shown =
        headers.mask(Map.of(CONTENT_TYPE, List.of(type)).entrySet()).get(CONTENT_TYPE);
    return shown == null ? null : shown.get(0);
  }
}
