package suite.console.browser;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of the page, as they are in the jar. */
final class PageFiles {

  static final List<String> NAMES =
      List.of(
          "index.html",
          "console.css",
          "vendor.js",
          "text.js",
          "figures.js",
          "live.js",
          "page.js",
          "views.js");

  private PageFiles() {}

  static byte[] read(String name) throws IOException {
    try (InputStream content = PageFiles.class.getResourceAsStream("/routeflow/console/" + name)) {
      if (content == null || !NAMES.contains(name)) {
        throw new FileNotFoundException(name);
      }
      return content.readAllBytes();
    }
  }

  static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      default -> "text/javascript; charset=utf-8";
    };
  }
}
