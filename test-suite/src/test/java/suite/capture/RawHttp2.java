package suite.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import suite.support.FakeIngest;
import suite.support.RawHttp;

/**
 * As much of an HTTP/2 client (RFC 9113) as it takes to open streams, to see them end and to leave
 * at a moment of the test's choice. Of an answer's headers only the status is looked at.
 */
public final class RawHttp2 implements AutoCloseable {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int FRAME_HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final Http2HeadersDecoder headers = new DefaultHttp2HeadersDecoder();

  private record Frame(int type, int flags, int stream, int length, int status) {}

  private interface Wanted {
    boolean is(Frame frame);
  }

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int bodyStream = -1;

  private RawHttp2(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) FakeIngest.PATIENCE.toMillis());
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
  }

  /** By prior knowledge. */
  public static RawHttp2 connect(int port) {
    try {
      return over(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a connection that the server already knows to be one of HTTP/2. */
  static RawHttp2 over(Socket socket) {
    try {
      return new RawHttp2(socket).begin(new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By a request for the upgrade, which is answered on stream 1. */
  static RawHttp2 upgrade(int port, String path) {
    try {
      var http = new RawHttp2(new Socket(InetAddress.getLoopbackAddress(), port));
      String request =
          RawHttp.get(
              path,
              "Connection: Upgrade, HTTP2-Settings",
              "Upgrade: h2c",
              "HTTP2-Settings: AAMAAABk");
      http.out.write(request.getBytes(US_ASCII));
      http.out.flush();
      var head = new StringBuilder();
      while (head.indexOf(END_OF_HEAD) < 0) {
        head.append((char) http.in.readUnsignedByte());
      }
      if (!head.toString().startsWith("HTTP/1.1 101 ")) {
        throw new AssertionError("no upgrade: " + head);
      }
      return http.begin(new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By prior knowledge, and with the first request in the very bytes that tell of it. */
  static RawHttp2 connectWith(int port, int stream, HeaderBlock request) {
    try {
      var http = new RawHttp2(new Socket(InetAddress.getLoopbackAddress(), port));
      return http.begin(frame(HEADERS, END_STREAM | END_HEADERS, stream, request.toBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RawHttp2 begin(byte[] more) {
    return send(PREFACE.getBytes(US_ASCII), frame(SETTINGS, 0, 0, new byte[0]), more);
  }

  RawHttp2 get(int stream, String path) {
    return request(stream, HeaderBlock.get(path));
  }

  RawHttp2 request(int stream, HeaderBlock block) {
    return send(frame(HEADERS, END_STREAM | END_HEADERS, stream, block.toBytes()));
  }

  /** A request whose body is still to come. */
  public RawHttp2 open(int stream, HeaderBlock block) {
    return send(frame(HEADERS, END_HEADERS, stream, block.toBytes()));
  }

  /** A part of a request's body. */
  public RawHttp2 data(int stream, byte[] bytes, boolean last) {
    return send(frame(DATA, last ? END_STREAM : 0, stream, bytes));
  }

  /** The body of a stream's answer, from here to its end. */
  public byte[] bodyOf(int stream) {
    body.reset();
    bodyStream = stream;
    awaitEndOf(stream);
    return body.toByteArray();
  }

  /** Says something about a stream without opening it. */
  RawHttp2 prioritize(int stream) {
    return send(frame(PRIORITY, 0, stream, new byte[5]));
  }

  public RawHttp2 reset(int stream) {
    return send(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL}));
  }

  /** Returns when the server has read everything sent before. */
  public RawHttp2 ping() {
    send(frame(PING, 0, 0, new byte[8]));
    await(frame -> frame.type() == PING && (frame.flags() & ACK) != 0);
    return this;
  }

  public void awaitDataOf(int stream) {
    await(frame -> frame.type() == DATA && frame.stream() == stream && frame.length() > 0);
  }

  public void awaitEndOf(int stream) {
    await(
        frame ->
            (frame.type() == DATA || frame.type() == HEADERS)
                && frame.stream() == stream
                && (frame.flags() & END_STREAM) != 0);
  }

  void awaitResetOf(int stream) {
    await(frame -> frame.type() == RST_STREAM && frame.stream() == stream);
  }

  void awaitGoAway() {
    await(frame -> frame.type() == GO_AWAY);
  }

  int awaitStatusOf(int stream) {
    return await(frame -> frame.type() == HEADERS && frame.stream() == stream).status();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(FRAME_HEAD + payload.length)
        .put((byte) 0)
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** Sends it in one piece. */
  private RawHttp2 send(byte[]... pieces) {
    try {
      var all = new ByteArrayOutputStream();
      for (byte[] piece : pieces) {
        all.writeBytes(piece);
      }
      out.write(all.toByteArray());
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Frame await(Wanted wanted) {
    try {
      while (true) {
        Frame frame = read();
        if (frame.type() == SETTINGS && (frame.flags() & ACK) == 0) {
          send(frame(SETTINGS, ACK, 0, new byte[0]));
        }
        if (wanted.is(frame)) {
          return frame;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Frame read() throws IOException {
    int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the connection ended in the middle of a frame");
    }
    if (type == DATA && stream == bodyStream) {
      body.writeBytes(payload);
    }
    // each block counts for those after it
    return new Frame(type, flags, stream, length, type == HEADERS ? status(payload) : 0);
  }

  private int status(byte[] block) {
    try {
      Http2Headers fields = headers.decodeHeaders(1, Unpooled.wrappedBuffer(block));
      return Integer.parseInt(fields.status().toString());
    } catch (Http2Exception e) {
      throw new IllegalStateException("headers that cannot be read", e);
    }
  }
}
