package suite.payloads;

import io.routeflow.micronaut.policy.masking.MaskedNames;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes messages as exceptions have them, with secrets in them at each place that the guide names:
 * after a masked name, after a scheme, in the user info of an address.
 */
final class FailureMessages {

  private static final int MANY = 1 << 20;

  /** Where messages of exceptions and of breadcrumbs are cut. */
  private static final int CUT = 1_024;

  private static final int CRUMB_CUT = 512;

  /** So far before it an address may begin that is cut. */
  private static final int BEFORE_CUT = 100;

  private final Random random;

  FailureMessages(Random random) {
    this.random = random;
  }

  /** A message with a few secrets, of up to 1 MB. */
  String next() {
    StringBuilder message = new StringBuilder(Canaries.HARMLESS);
    if (random.nextInt(3) == 0) {
      int before = (random.nextBoolean() ? CUT : CRUMB_CUT) - random.nextInt(BEFORE_CUT);
      message.append(" x".repeat((before - message.length()) / 2)).append(' ').append(address());
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      message.append(oneOf(" ", "\n", ": ", "; nested exception is ", "\r\n\t", " (", "\u0007 "));
      message.append(secret());
    }
    if (random.nextInt(8) == 0) {
      message.append(' ').append("y".repeat(MANY));
    }
    return message.toString();
  }

  private String secret() {
    return switch (random.nextInt(8)) {
      case 0 -> assignment();
      case 1 -> json();
      case 2 -> sql();
      case 3 -> address();
      case 4 -> header();
      case 5 -> oneOf("Bearer ", "bearer  ", "Basic ", "BASIC\t") + canary();
      case 6 -> record();
      default -> large();
    };
  }

  private String assignment() {
    String operator =
        oneOf("=", ": ", " = ", " : ", " => ", "\u0000=", "=\u0001", ":\n  ", "\t=\t");
    String value = canary();
    return name() + operator + oneOf(value, "'" + value + "'", "\"" + value + " and more\"");
  }

  private String json() {
    String value =
        switch (random.nextInt(4)) {
          case 0 -> "[1,{\"a\":\"]" + canary() + "\"},\"" + canary() + "\"]";
          case 1 -> "{\"a\":\"" + canary() + "\"}";
          default -> "\"a\\\"b, }" + canary() + "\"";
        };
    String text = "{\"page\":1,\"" + name() + "\"" + oneOf(":", " : ", ":\n") + value + ",\"b\":2}";
    return random.nextBoolean() ? text : text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String sql() {
    String value = "'" + oneOf("", "it''s ") + canary() + "'";
    return oneOf(
        "SQL [select * from t where " + name() + " = " + value + " and page = 1]; bad grammar",
        "update t set page = 1, " + name() + "=" + value + " where id = 1",
        "Duplicate entry for " + name() + ": " + value);
  }

  private String address() {
    String user = oneOf("anna:", ":", "anna%40b:", "") + canary();
    String page = "?page=1&" + parameter() + "=" + canary();
    return oneOf("https://", "jdbc:postgresql://", "redis://", "HTTP://")
        + oneOf(user + "@", "")
        + oneOf("shop.example", "shop.example:8080", "[::1]:80")
        + oneOf("/a/b", "/")
        + oneOf(page, page + "&b=2", page + "#part");
  }

  /** A name as it stands in a query, where more is escaped than need be. */
  private String parameter() {
    String name = name().replace(' ', '+');
    return oneOf(name, "user[" + name + "]", "user%5B" + name + "%5D", "user%5b" + name + "%5d");
  }

  private String header() {
    return oneOf(
        "Authorization: Digest username=\"a\", response=\"" + canary() + "\"",
        "Proxy-Authorization: " + canary(),
        "Cookie: a=" + canary() + "; b=" + canary(),
        "set-cookie: session=" + canary() + "; Path=/\r\nAccept: */*",
        "X-API-Key: " + canary() + "\r\nAccept: */*",
        "{Accept=[*/*], Cookie=[a=" + canary() + "; b=" + canary() + "], Host=[a]}",
        "{authorization=[Bearer " + canary() + ", Basic " + canary() + "], host=[a]}");
  }

  /** What {@code toString} makes of an object. */
  private String record() {
    return "User[name=anna, "
        + name()
        + "="
        + canary()
        + ", nested=In{a=1, token="
        + canary()
        + "}]";
  }

  /** A secret that is longer than what is kept of a message. */
  private String large() {
    return name() + "=" + canary().repeat(1 + random.nextInt(200));
  }

  /** A masked name, in one of its spellings. */
  private String name() {
    List<String> names = Stream.concat(MaskedNames.DEFAULT.stream(), Stream.of("tenant")).toList();
    String name = names.get(random.nextInt(names.size()));
    return switch (random.nextInt(5)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> name.replace('_', '-');
      case 2 -> name.replace('-', '_');
      case 3 -> "user." + name;
      default -> name;
    };
  }

  private String canary() {
    return Canaries.CANARY + Long.toHexString(random.nextLong());
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
