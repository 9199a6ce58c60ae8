package suite.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;

/** A WebSocket that greets. */
@Requires(property = "spec.name", value = Capturing.SPEC)
@ServerWebSocket("/chat/{room}")
class Chat {

  @OnOpen
  void opened(String room, WebSocketSession session) {
    session.sendSync("hi");
  }

  @OnMessage
  void received(String message) {}
}
