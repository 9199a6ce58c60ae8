package suite.payloads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.routeflow.micronaut.policy.masking.MaskedNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes requests with secrets in them, under names that are masked, in every spelling. */
final class Canaries {

  static final String CANARY = "cnry";
  static final String HARMLESS = "harmless";

  private static final List<String> NAMES = MaskedNames.DEFAULT;

  private final Random random;

  Canaries(Random random) {
    this.random = random;
  }

  /** A request as it is sent, and what comes back. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Message(
      String target, String type, Map<String, String> headers, byte[] body, boolean isEncoded) {

    /** The body in pieces of any size, none of them empty. */
    List<byte[]> pieces(Random random) {
      List<byte[]> pieces = new ArrayList<>();
      int at = 0;
      int largest = random.nextBoolean() ? 16 : 4_096;
      while (at < body.length && pieces.size() < 200) {
        int size = Math.min(body.length - at, 1 + random.nextInt(largest));
        pieces.add(java.util.Arrays.copyOfRange(body, at, at + size));
        at += size;
      }
      if (at < body.length) {
        pieces.add(java.util.Arrays.copyOfRange(body, at, body.length));
      }
      return pieces;
    }
  }

  Message next() {
    boolean form = random.nextInt(4) == 0;
    String type = form ? "application/x-www-form-urlencoded" : jsonType();
    String text = form ? form() : json(0);
    byte[] body = text.getBytes(UTF_8);
    int encoding = random.nextInt(10);
    Map<String, String> headers = new LinkedHashMap<>();
    if (encoding == 0) {
      body =
          text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
    } else if (encoding == 1) {
      body = ("\ufeff" + text).getBytes(UTF_8);
    } else if (encoding == 2) {
      type = random.nextBoolean() ? "text/plain" : "application/octet-stream";
    } else if (encoding == 3) {
      body = java.util.Arrays.copyOf(body, Math.max(1, body.length - 1 - random.nextInt(5)));
    } else if (encoding == 4) {
      body = gzip(body);
    }
    headers.put("Content-Type", type);
    headers.put("X-Answer-Type", type);
    headers.put(header(), canary());
    headers.put("Cookie", "a=" + canary() + "; b=" + canary());
    headers.put("Authorization", random.nextBoolean() ? "Bearer " + canary() : canary());
    headers.put("Referer", "https://u:" + canary() + "@shop.example/?token=" + canary());
    headers.put("X-Note", HARMLESS);
    String target = "/mirror/bytes?page=" + HARMLESS + "&" + encoded(name()) + "=" + canary();
    return new Message(target, type, headers, body, encoding == 4);
  }

  private String jsonType() {
    List<String> types =
        List.of("application/json", "application/problem+json", "Application/JSON; charset=utf-8");
    return types.get(random.nextInt(types.size()));
  }

  private String header() {
    return List.of("X-API-Key", "x-api-key", "Proxy-Authorization", "Secret", "TOKEN")
        .get(random.nextInt(5));
  }

  private String canary() {
    return CANARY + Long.toHexString(random.nextLong());
  }

  private String name() {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> name.replace('_', '-');
      case 2 -> name.replace('-', '_').replace('_', ' ');
      case 3 -> camel(name);
      case 4 -> name.replace("_", "").replace("-", "");
      default -> name;
    };
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("[_-]", -1)) {
      camel.append(
          camel.length() == 0
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return camel.toString();
  }

  private String form() {
    StringBuilder form = new StringBuilder("plain=" + HARMLESS);
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      String field = '&' + encoded(name()) + '=';
      // some of them repeated, which makes an array of them
      for (int times = 0; times < 1 + random.nextInt(2); times++) {
        form.append(field).append(canary());
      }
      form.append("&note=").append(URLEncoder.encode(sentence(), UTF_8));
    }
    return form.toString();
  }

  /** Text that repeats a secret, as messages and links do. */
  private String sentence() {
    String name = name().replace(' ', '_');
    return switch (random.nextInt(6)) {
      case 0 -> "Refused: " + name + "=" + canary() + ", try again";
      case 1 -> "Refused: " + name + ": " + canary();
      case 2 -> "https://shop.example/orders?page=2&" + name + "=" + canary() + "#top";
      case 3 -> "see https://anna:" + canary() + "@shop.example/ for more";
      case 4 -> "sent " + (random.nextBoolean() ? "Bearer " : "basic ") + canary();
      default -> "got {\"" + name + "\":\"" + canary() + "\"}";
    };
  }

  private String encoded(String name) {
    String encoded = URLEncoder.encode(name, UTF_8);
    return random.nextBoolean()
        ? encoded
        : String.format("%%%02x", (int) name.charAt(0))
            + URLEncoder.encode(name.substring(1), UTF_8);
  }

  private String json(int depth) {
    StringBuilder json = new StringBuilder("{");
    json.append("\"plain\":\"").append(HARMLESS).append('"');
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      json.append(random.nextBoolean() ? ", " : ",\n\t");
      json.append('"').append(escaped(name())).append("\" : ").append(secret());
    }
    json.append(",\"note\":\"").append(sentence().replace("\"", "\\\"")).append('"');
    if (depth < 4) {
      json.append(",\"deeper\":");
      json.append(random.nextBoolean() ? json(depth + 1) : "[1," + json(depth + 1) + ",null]");
    }
    if (random.nextInt(3) == 0) {
      json.append(",\"filler\":\"").append("ä".repeat(random.nextInt(400))).append('"');
    }
    return json.append('}').toString();
  }

  /** Of any type. */
  private String secret() {
    return switch (random.nextInt(4)) {
      case 0 -> "{\"a\":\"" + canary() + "\",\"" + canary() + "\":[\"" + canary() + "\"]}";
      case 1 -> "[\"" + canary() + "\",{\"x\":\"" + canary() + "\"}]";
      case 2 -> "\"\\\"" + canary() + "\\\\\\u00e9" + canary() + "\"";
      default -> "\"" + canary() + "\"";
    };
  }

  /** One of its characters as JSON may write it. */
  private String escaped(String name) {
    if (random.nextInt(3) > 0) {
      return name;
    }
    int at = random.nextInt(name.length());
    return name.substring(0, at)
        + String.format("\\u%04x", (int) name.charAt(at))
        + name.substring(at + 1);
  }

  private static byte[] gzip(byte[] bytes) {
    try {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes);
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
