package suite.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import suite.support.FakeIngest;

/**
 * As much of an HTTP/2 client (RFC 9113) as it takes to open streams, to see them end and to leave
 * at a moment of the test's choice. Requests are written as HPACK literals; the headers of answers
 * are not read.
 */
final class RawHttp2 implements AutoCloseable {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;
  private static final int METHOD_GET = 0x82;
  private static final int SCHEME_HTTP = 0x86;
  private static final int PATH = 0x04;
  private static final int AUTHORITY = 0x01;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  private record Frame(int type, int flags, int stream, int length) {}

  private interface Wanted {
    boolean is(Frame frame);
  }

  private RawHttp2(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) FakeIngest.PATIENCE.toMillis());
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
    out.write(PREFACE.getBytes(US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  static RawHttp2 connect(int port) {
    try {
      return new RawHttp2(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawHttp2 get(int stream, String path) {
    var block = new ByteArrayOutputStream();
    block.write(METHOD_GET);
    block.write(SCHEME_HTTP);
    literal(block, PATH, path);
    literal(block, AUTHORITY, "127.0.0.1");
    return send(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray());
  }

  RawHttp2 reset(int stream) {
    return send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
  }

  /** Returns when the server has read everything sent before. */
  void ping() {
    send(PING, 0, 0, new byte[8]);
    await(frame -> frame.type() == PING && (frame.flags() & ACK) != 0);
  }

  void awaitDataOf(int stream) {
    await(frame -> frame.type() == DATA && frame.stream() == stream && frame.length() > 0);
  }

  void awaitEndOf(int stream) {
    await(
        frame ->
            (frame.type() == DATA || frame.type() == HEADERS)
                && frame.stream() == stream
                && (frame.flags() & END_STREAM) != 0);
  }

  void awaitResetOf(int stream) {
    await(frame -> frame.type() == RST_STREAM && frame.stream() == stream);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RawHttp2 send(int type, int flags, int stream, byte[] payload) {
    try {
      out.writeByte(0);
      out.writeShort(payload.length);
      out.writeByte(type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Wanted wanted) {
    try {
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        var frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(), length);
        if (in.readNBytes(length).length < length) {
          throw new EOFException("the connection ended in the middle of a frame");
        }
        if (frame.type() == SETTINGS && (frame.flags() & ACK) == 0) {
          send(SETTINGS, ACK, 0, new byte[0]);
        }
        if (wanted.is(frame)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A header field without indexing, its name taken from the static table. */
  private static void literal(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    block.write(value.length());
    block.writeBytes(value.getBytes(US_ASCII));
  }
}
