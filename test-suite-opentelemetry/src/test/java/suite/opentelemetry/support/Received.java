package suite.opentelemetry.support;

import com.google.protobuf.Message;
import java.util.Map;

/**
 * One request as it arrived.
 *
 * @param path of HTTP, or the method of gRPC
 * @param headers with lower-case names
 * @param message what was sent
 * @param accepted whether it was accepted
 */
public record Received(
    String path, Map<String, String> headers, Message message, boolean accepted) {}
