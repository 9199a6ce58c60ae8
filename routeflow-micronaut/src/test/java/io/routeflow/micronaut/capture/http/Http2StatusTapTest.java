package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The statuses that the server may decide on late are seen, and no other is taken for one. */
final class Http2StatusTapTest {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int END_HEADERS = 4;

  private final SampleRecording recording = new SampleRecording();
  private final List<String> seen = new ArrayList<>();
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new Http2StatusTap(
              (stream, status) -> seen.add(stream + " " + status), recording.internalErrors));

  @AfterEach
  void noErrorAndNothingLeft() {
    channel.finishAndReleaseAll();
    assertThat(recording.errors).isEmpty();
  }

  @Test
  void thoseOfTheStaticTable() throws Exception {
    for (String status : List.of("200", "204", "206", "304", "400", "404", "500")) {
      send(frame(HEADERS, 1, block(status)));
    }
    assertThat(seen).containsExactly("1 200", "1 204", "1 206", "1 304", "1 400", "1 404", "1 500");
  }

  /** The first time in letters, then by a place in the table that the connection has made. */
  @Test
  void noOtherOne() throws Exception {
    for (String status : List.of("100", "201", "201", "302", "416", "416", "503", "201", "302")) {
      send(frame(HEADERS, 3, block(status)));
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void behindChangesOfTheTablesSize() throws Exception {
    for (long size : new long[] {0, 64, 200, 4096, 1 << 20, 0xffffffffL}) {
      encoder.configuration().maxHeaderTableSize(size);
      send(frame(HEADERS, 5, block("304")));
    }
    assertThat(seen).hasSize(6).containsOnly("5 304");
  }

  @Test
  void inBytesThatComeOneByOne() throws Exception {
    encoder.configuration().maxHeaderTableSize(1 << 20);
    ByteBuf all = frame(HEADERS, 7, block("206"));
    all.writeBytes(frame(DATA, 7, Unpooled.wrappedBuffer(new byte[] {(byte) 0x8b, 0x20, 0x3f})));
    all.writeBytes(frame(HEADERS, 9, block("404")));
    while (all.isReadable()) {
      send(all.readBytes(1));
    }
    assertThat(seen).containsExactly("7 206", "9 404");
  }

  @Test
  void nothingOfTrailers() throws Exception {
    ByteBuf block = Unpooled.buffer();
    encoder.encodeHeaders(1, new DefaultHttp2Headers().set("grpc-status", "0"), block);
    send(frame(HEADERS, 1, block));
    assertThat(seen).isEmpty();
  }

  private ByteBuf block(String status) throws Exception {
    Http2Headers headers = new DefaultHttp2Headers().status(status).set("x-any", "value");
    ByteBuf block = Unpooled.buffer();
    encoder.encodeHeaders(1, headers, block);
    return block;
  }

  private static ByteBuf frame(int type, int stream, ByteBuf content) {
    return Unpooled.buffer()
        .writeMedium(content.readableBytes())
        .writeByte(type)
        .writeByte(END_HEADERS)
        .writeInt(stream)
        .writeBytes(content);
  }

  private void send(ByteBuf bytes) {
    channel.writeOutbound(bytes);
  }
}
