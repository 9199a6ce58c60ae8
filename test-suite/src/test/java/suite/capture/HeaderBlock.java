package suite.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** A list of header fields as HPACK (RFC 7541) writes it, in literals without indexing. */
public final class HeaderBlock {

  private static final int METHOD_GET = 0x82;
  private static final int METHOD_POST = 0x83;
  private static final int SCHEME_HTTP = 0x86;
  private static final int PATH = 0x04;
  private static final int AUTHORITY = 0x01;
  private static final int NEW_NAME = 0;
  private static final int LENGTH_PREFIX = 0x7f;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public static HeaderBlock get(String path) {
    return new HeaderBlock().request(METHOD_GET, path);
  }

  public static HeaderBlock post(String path) {
    return new HeaderBlock().request(METHOD_POST, path);
  }

  private HeaderBlock request(int method, String path) {
    bytes.write(method);
    bytes.write(SCHEME_HTTP);
    bytes.write(PATH);
    text(path);
    bytes.write(AUTHORITY);
    text("127.0.0.1");
    return this;
  }

  public HeaderBlock with(String name, String value) {
    bytes.write(NEW_NAME);
    text(name);
    text(value);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** Its length, as an integer of a prefix of seven bits and as many bytes as it takes, and it. */
  private void text(String text) {
    int length = text.length();
    if (length < LENGTH_PREFIX) {
      bytes.write(length);
    } else {
      bytes.write(LENGTH_PREFIX);
      int rest = length - LENGTH_PREFIX;
      while (rest >= MORE) {
        bytes.write(rest % MORE + MORE);
        rest /= MORE;
      }
      bytes.write(rest);
    }
    bytes.writeBytes(text.getBytes(US_ASCII));
  }
}
