package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Http2FramesTest {

  private final List<String> seen = new ArrayList<>();
  private final StringBuilder content = new StringBuilder();
  private final Http2Frames frames =
      new Http2Frames(
          new Http2Frames.Listener() {
            @Override
            public void content(int type, int stream, ByteBuf bytes, int index, int count) {
              content.append(bytes.toString(index, count, StandardCharsets.US_ASCII));
            }

            @Override
            public void end(int type, int flags, int stream) {
              seen.add(type + " " + flags + " " + stream + " " + content);
              content.setLength(0);
            }
          });

  @Test
  void framesAreFoundWhereverTheBuffersEnd() throws Exception {
    byte[] sent = sent();
    List<String> expected =
        List.of("4 0 0 ", "1 44 5 block", "9 4 5 more", "0 8 5 data", "0 1 5 ", "0 1 7 end");
    for (int size = 1; size <= sent.length; size++) {
      seen.clear();
      for (int at = 0; at < sent.length; at += size) {
        ByteBuf piece = Unpooled.wrappedBuffer(sent, at, Math.min(size, sent.length - at));
        int index = piece.readerIndex();
        frames.scan(piece);
        assertThat(piece.readerIndex()).isEqualTo(index);
        assertThat(piece.refCnt()).isEqualTo(1);
      }
      assertThat(seen).as("in pieces of %d", size).isEqualTo(expected);
    }
  }

  private static byte[] sent() {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    frame(sent, 4, 0, 0, "\0\1\0\0\0\0");
    // padded and with a priority
    frame(sent, 1, 0x8 | 0x20 | 0x4, 5, "\3" + "PRIOR" + "block" + "\0\0\0");
    frame(sent, 9, 4, 5, "more");
    frame(sent, 0, 8, 5, "\2" + "data" + "\0\0");
    frame(sent, 0, 1, 5, "");
    frame(sent, 0, 1, 7, "end");
    return sent.toByteArray();
  }

  private static void frame(
      ByteArrayOutputStream out, int type, int flags, int stream, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(
        new byte[] {0, 0, (byte) bytes.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream});
    out.writeBytes(bytes);
  }
}
