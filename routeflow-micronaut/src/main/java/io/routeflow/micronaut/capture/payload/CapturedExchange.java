package io.routeflow.micronaut.capture.payload;

import io.micronaut.core.annotation.Internal;
import io.netty.buffer.ByteBuf;
import io.routeflow.micronaut.event.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What passes by of a request and its response, as the settings want it: unmasked and therefore
 * seen by none but {@link PayloadCapture}, which makes payloads of it on the delivery thread.
 *
 * <p>Confined to one thread at a time: the connection's event loop until {@link #close()}, the
 * delivery thread afterwards. {@link #release()} may be called by either, as often as wanted. No
 * {@code toString} of it holds content.
 */
@Internal
public final class CapturedExchange {

  private final PayloadCapture capture;
  private @Nullable String url;
  private @Nullable MessageHead requestHead;
  private @Nullable MessageHead responseHead;
  private @Nullable BodyCopy requestBody;
  private @Nullable BodyCopy responseBody;
  private boolean streamed;

  CapturedExchange(PayloadCapture capture) {
    this.capture = capture;
  }

  /**
   * The request begins, or begins anew where a client sends it again.
   *
   * @param head its headers
   * @param address its address as it was sent, or {@code null} where that is not captured
   */
  public void requestHead(MessageHead head, @Nullable String address) {
    if (requestBody != null) {
      requestBody.release();
    }
    requestHead = head;
    url = address;
    requestBody = capture.requestBody(head);
  }

  /** A part of the request's body passes. */
  public void requestData(ByteBuf data) {
    if (requestBody != null) {
      requestBody.add(data);
    }
  }

  /** The request's body is complete. */
  public void requestEnd() {
    if (requestBody != null) {
      requestBody.end();
    }
  }

  /** The application answers with a file or a stream, whatever its head looks like. */
  public void streamed() {
    streamed = true;
  }

  /**
   * The response begins.
   *
   * @param head its headers
   * @param isStreamed whether its body comes in parts, which are not kept
   */
  public void responseHead(MessageHead head, boolean isStreamed) {
    if (responseBody != null) {
      responseBody.release();
    }
    responseHead = head;
    responseBody = capture.responseBody(head, streamed || isStreamed || head.isEventStream());
  }

  /** Whether the response has begun. */
  public boolean isAnswered() {
    return responseHead != null;
  }

  /** A part of the response's body passes: so many bytes of a buffer. */
  public void responseData(ByteBuf data, int index, int count) {
    if (responseBody != null) {
      responseBody.add(data, index, count);
    }
  }

  /** The response's body is complete. */
  public void responseEnd() {
    if (responseBody != null) {
      responseBody.end();
    }
  }

  /** Keeps the bodies no longer, only their sizes. */
  public void omitBodies(Payload.Omitted reason) {
    if (requestBody != null) {
      requestBody.omit(reason);
    }
    if (responseBody != null) {
      responseBody.omit(reason);
    }
  }

  /** The request has ended; what passes afterwards is not seen. */
  public void close() {
    if (requestBody != null) {
      requestBody.close();
    }
    if (responseBody != null) {
      responseBody.close();
    }
  }

  /** The masked request, or {@code null} where nothing of it is captured. */
  public @Nullable Payload request() {
    return requestHead == null ? null : capture.request(requestHead, url, requestBody);
  }

  /** The masked response, or {@code null} where nothing of it is captured. */
  public @Nullable Payload response() {
    return responseHead == null ? null : capture.response(responseHead, responseBody);
  }

  /** Gives the memory of the bodies back. */
  public void release() {
    if (requestBody != null) {
      requestBody.release();
    }
    if (responseBody != null) {
      responseBody.release();
    }
  }

  /** An estimate of the heap that it takes, in bytes. */
  public long variableBytes() {
    return (url == null ? 0 : url.length())
        + (requestHead == null ? 0 : requestHead.variableBytes())
        + (responseHead == null ? 0 : responseHead.variableBytes())
        + (requestBody == null ? 0 : requestBody.held())
        + (responseBody == null ? 0 : responseBody.held());
  }
}
