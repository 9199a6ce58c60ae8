package suite.console;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Requests for the console, spelled in ways that mean the same to some and not to others. */
final class Spellings {

  static final List<String> PATHS =
      List.of(
          "",
          "/",
          "/index.html",
          "/page.js",
          "/console.css",
          "/api/state",
          "/api/requests",
          "/api/requests/0199f0c2-7a10-7b21-8f00-1d2e3f405162",
          "/api/routes",
          "/api/sql",
          "/api/delivery",
          "/api/running",
          "/api/classes",
          "/api/live",
          "/api/clear",
          "/api/flush");

  private static final List<String> METHODS =
      List.of(
          "GET", "GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "OPTIONS", "TRACE", "QUERY");
  private static final List<String> HEADERS =
      List.of(
          "Accept: text/html",
          "Accept: application/json",
          "Accept-Encoding: gzip",
          "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk",
          "Cookie: routeflow_console=x; routeflow_console_80=y",
          "Expect: 100-continue",
          "Origin: null",
          "Referer: http://localhost/routeflow-console/",
          "Sec-Fetch-Site: same-origin",
          "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document",
          "X-Forwarded-For: 127.0.0.1",
          "X-Forwarded-Prefix: /routeflow-console",
          "X-HTTP-Method-Override: GET",
          "X-Original-URL: /routeflow-console/api/state",
          "X-Rewrite-URL: /routeflow-console/api/state",
          "X-Routeflow-Console: 1",
          "X-Routeflow-Console-Token: ",
          "X-Routeflow-Console-Token: null");
  private static final int MAX_CHANGES = 3;

  private final SplittableRandom random;
  private final Console console;
  private final String eventId;

  Spellings(SplittableRandom random, Console console, String eventId) {
    this.random = random;
    this.console = console;
    this.eventId = eventId;
  }

  /** A whole request. */
  String next() {
    String target = nextTarget();
    var request = new StringBuilder(one(METHODS)).append(' ').append(whole(target));
    request.append(random.nextInt(5) == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    request.append("Host: ").append(one(List.of("localhost", "localhost:" + console.port(), "x")));
    request.append("\r\n").append(Console.GUARD).append("\r\nContent-Length: 0\r\n");
    for (int i = random.nextInt(3); i > 0; i--) {
      String header = one(HEADERS);
      // to an upgrade of what is no URI the server gives no answer at all
      if (!header.contains("websocket") || isUri(target)) {
        request.append(header).append("\r\n");
      }
    }
    return request.append("\r\n").toString();
  }

  /** A path of the console, perhaps with something behind it. */
  private String nextTarget() {
    String path = one(PATHS).replace("0199f0c2-7a10-7b21-8f00-1d2e3f405162", eventId);
    String target = console.path(path);
    for (int i = random.nextInt(MAX_CHANGES + 1); i > 0; i--) {
      target = changed(target);
    }
    return target;
  }

  /** One that a client of HTTP/2 sends as it is. */
  String nextUri() {
    String target;
    do {
      target = nextTarget();
    } while (!target.startsWith("/") || target.contains("#") || !isUri("http://host" + target));
    return target;
  }

  private String changed(String target) {
    int slash = slashIn(target);
    String before = target.substring(0, slash);
    String after = target.substring(slash);
    return switch (random.nextInt(16)) {
      case 0 -> before + "/" + after;
      case 1 -> before + "/." + after;
      case 2 -> before + "/x/.." + after;
      case 3 -> before + ";a=b" + after;
      case 4 -> before + "%2F" + withoutSlash(after);
      case 5 -> before + "\\" + withoutSlash(after);
      case 6 -> before + "/%2e%2e/." + after;
      case 7 -> encoded(target);
      case 8 -> target + "/";
      case 9 -> target + one(List.of(".", "..", "%00", "%20", "%0a", ";", ".json", "~"));
      case 10 -> target + one(List.of("?x=1", "?", "?code=x", "?token=x", "#x", "?a=/../b"));
      case 11 -> target.toUpperCase(Locale.ROOT);
      case 12 -> target.replace("api", "%61pi");
      case 13 -> "/" + target;
      case 14 -> "/." + target;
      default -> target.replaceFirst("/routeflow-console", "/x/../routeflow-console");
    };
  }

  /** The place of one of its slashes. */
  private int slashIn(String target) {
    int slash = target.indexOf('/', random.nextInt(target.length()));
    return Math.max(0, slash < 0 ? target.lastIndexOf('/') : slash);
  }

  private static boolean isUri(String target) {
    try {
      return URI.create(target).getPath() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutSlash(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private String encoded(String target) {
    int at = random.nextInt(target.length());
    return target.substring(0, at)
        + String.format(Locale.ROOT, "%%%02x", (int) target.charAt(at))
        + target.substring(at + 1);
  }

  private String whole(String target) {
    return switch (random.nextInt(12)) {
      case 0 -> "http://localhost" + target;
      case 1 -> "https://localhost:" + console.port() + target;
      case 2 -> "http://user@127.0.0.1" + target;
      case 3 -> "x://" + target;
      default -> target;
    };
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
